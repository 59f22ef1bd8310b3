/**
 * What happened to an execution, in order, for whoever watches: this room owns the reading side of {@code task_event}.
 *
 * <p>The queue writes the rows inside its own statements, so that a state and its event are one transaction; this room must not
 * know what the words mean, and never changes anything.
 */
@NullMarked
package dev.coppice.event;

import org.jspecify.annotations.NullMarked;
