/**
 * Takes verified work to the result, one landing at a time, and finishes or voids a landing that a crash interrupted;
 * hands over what is finished.
 *
 * <p>Joins the intent rows of the queue with the ref transaction of git; knows nothing of agents, slots or schedules.
 */
@NullMarked
package dev.coppice.landing;

import org.jspecify.annotations.NullMarked;
