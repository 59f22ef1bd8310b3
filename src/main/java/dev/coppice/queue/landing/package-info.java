/** Keeps landing intents: what is about to be moved onto a result, and what became of it if its process died. */
@NullMarked
package dev.coppice.queue.landing;

import org.jspecify.annotations.NullMarked;
