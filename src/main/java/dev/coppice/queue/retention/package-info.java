/** Deletes ended executions, and forgets what is too old, in small batches. */
@NullMarked
package dev.coppice.queue.retention;

import org.jspecify.annotations.NullMarked;
