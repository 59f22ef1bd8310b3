/**
 * Makes spans of what the worker tells: one trace for an execution, with its attempts and what each was at.
 *
 * <p>Knows nothing of how work is done, nor of how spans travel.
 */
@NullMarked
package dev.coppice.ops.trace;

import org.jspecify.annotations.NullMarked;
