/**
 * Keeps executions, batches, tasks, attempts, leases and landing intents in PostgreSQL, and moves them between their states.
 *
 * <p>It must not know how work is done: no worktree, agent, verification or git. Every write of an attempt names its lease's
 * token; every transaction that ends an attempt, lands or steers an execution first locks that execution, in a statement of its
 * own. Locks are taken in the order execution, lease, attempt, task; a claim starts at the task and never waits.
 */
@NullMarked
package dev.coppice.queue;

import org.jspecify.annotations.NullMarked;
