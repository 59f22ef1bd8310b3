/**
 * Claims tasks, carries each through one attempt from clean worktree to landed commit, and keeps its leases alive.
 *
 * <p>Knows nothing of who submitted the work or who watches it.
 */
@NullMarked
package dev.coppice.worker;

import org.jspecify.annotations.NullMarked;
