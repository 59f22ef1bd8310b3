/**
 * One git repository, typed: runs git commands that no configuration can disturb, reads history, changes refs by compare-and-swap.
 *
 * <p>Knows nothing of the queue, of agents or of who asks; a ref update that was refused is a value, a broken repository an exception.
 */
@NullMarked
package dev.coppice.git;

import org.jspecify.annotations.NullMarked;
