/**
 * Lends git worktrees, kept and reset for the next borrower, and in mode local the user's own checkout, in which nothing is lost; tells
 * what a borrower made of either.
 *
 * <p>Knows nothing of agents, checks or landing: it sees directories that somebody has worked in, and trusts nothing in them.
 */
@NullMarked
package dev.coppice.worktree;

import org.jspecify.annotations.NullMarked;
