/**
 * Tells operators and their probes how Coppice is doing, and whether a machine is fit for it.
 *
 * <p>Knows nothing of how work is done: it reads what the other rooms already say about themselves and changes nothing.
 */
@NullMarked
package dev.coppice.ops;

import org.jspecify.annotations.NullMarked;
