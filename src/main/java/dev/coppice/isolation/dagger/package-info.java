/**
 * Runs a task's commands by a Dagger engine: the worktree's files go in, the command runs, and what it left comes back.
 *
 * <p>Speaks GraphQL to a session of the {@code dagger} program, because no Java library for it is published.
 */
@NullMarked
package dev.coppice.isolation.dagger;

import org.jspecify.annotations.NullMarked;
