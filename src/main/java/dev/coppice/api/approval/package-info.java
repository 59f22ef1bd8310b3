/**
 * The answers of people whose approval a plan asks for.
 *
 * <p>Asks nobody by itself: the queue says what waits.
 */
@NullMarked
package dev.coppice.api.approval;

import org.jspecify.annotations.NullMarked;
