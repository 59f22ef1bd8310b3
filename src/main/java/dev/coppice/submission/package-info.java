/**
 * Turns a plan's text and a repository into queued tasks, in one transaction, or into diagnostics.
 *
 * <p>Knows nothing of workers: once the rows are there, its job is done.
 */
@NullMarked
package dev.coppice.submission;

import org.jspecify.annotations.NullMarked;
