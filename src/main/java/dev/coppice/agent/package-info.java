/**
 * Drives one coding agent on one task: what it is told, how it is started, what its end means.
 *
 * <p>Knows nothing of queues, worktrees or verdicts; whether the work is any good is decided elsewhere.
 */
@NullMarked
package dev.coppice.agent;

import org.jspecify.annotations.NullMarked;
