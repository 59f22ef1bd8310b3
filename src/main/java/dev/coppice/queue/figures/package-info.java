/** Reads what operators watch: how deep and old the queue is, how work went lately, repository by repository. */
@NullMarked
package dev.coppice.queue.figures;

import org.jspecify.annotations.NullMarked;
