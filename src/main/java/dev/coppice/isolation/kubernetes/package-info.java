/**
 * Runs a task's commands in a cluster, each as a Job of its own: the worktree's state goes there by a branch of the attempt's at the
 * repository's origin, and comes back the same way.
 *
 * <p>Nothing here is loaded, and no cluster asked, before a task of mode {@code kubernetes} is to run.
 */
@NullMarked
package dev.coppice.isolation.kubernetes;

import org.jspecify.annotations.NullMarked;
