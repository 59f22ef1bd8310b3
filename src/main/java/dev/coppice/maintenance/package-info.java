/**
 * Puts right what crashed: leftover processes, expired leases, half-finished landings, executions whose process died. Takes away
 * what executions that are over have left behind.
 *
 * <p>Starts no work of its own and knows nothing of agents.
 */
@NullMarked
package dev.coppice.maintenance;

import org.jspecify.annotations.NullMarked;
