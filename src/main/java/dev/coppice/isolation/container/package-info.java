/**
 * Runs a task's commands in containers of podman or docker: each command in one of its own, which ends with it.
 *
 * <p>Knows nothing of plans, queues or agents: it is told which worktree, which image and what to start.
 */
@NullMarked
package dev.coppice.isolation.container;

import org.jspecify.annotations.NullMarked;
