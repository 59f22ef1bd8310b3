/**
 * Runs a command with limits, hands its output on as it comes, and ends its whole tree.
 *
 * <p>Knows nothing of tasks, git or databases: it is told what to run, where, and for how long.
 */
@NullMarked
package dev.coppice.process;

import org.jspecify.annotations.NullMarked;
