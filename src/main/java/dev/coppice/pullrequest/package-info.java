/**
 * Takes a completed and pushed result to a pull request, and the request to its end: opened once whatever dies meanwhile, looked at until
 * it is merged or closed, and merged where that was asked for and the forge and every check agree.
 *
 * <p>Joins the rows of the queue with the forge's word; must not know schedules, or who asked.
 */
@NullMarked
package dev.coppice.pullrequest;

import org.jspecify.annotations.NullMarked;
