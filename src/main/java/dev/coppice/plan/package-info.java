/**
 * Reads a Markdown plan into batches and tasks, or says by line and column why it cannot.
 *
 * <p>It must not know who runs a plan, or where: no git, no database, no process.
 */
@NullMarked
package dev.coppice.plan;

import org.jspecify.annotations.NullMarked;
