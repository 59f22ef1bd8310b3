/**
 * The walls around what a task runs: what is seen and reached from inside, and what is not.
 *
 * <p>Knows nothing of queues, plans and attempts: it is told which command is to run, in which worktree of which repository.
 */
@NullMarked
package dev.coppice.isolation;

import org.jspecify.annotations.NullMarked;
