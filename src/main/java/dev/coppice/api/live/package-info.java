/**
 * The log of events as it grows, over HTTP: as server-sent events.
 *
 * <p>Knows how events are sent and how many may listen; what happened, and in which order, is the room of events' to say.
 */
@NullMarked
package dev.coppice.api.live;

import org.jspecify.annotations.NullMarked;
