/**
 * A plan as the rest of the house knows it: batches, tasks, and what there is to say of them by line and column. The packages below read
 * plans, see {@code reading}.
 *
 * <p>It must not know who runs a plan, or where: no git, no database, no process.
 */
@NullMarked
package dev.coppice.plan;

import org.jspecify.annotations.NullMarked;
