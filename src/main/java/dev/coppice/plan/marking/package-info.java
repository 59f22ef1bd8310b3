/**
 * Writes into a plan's file which of its tasks are done: the marks that the plan has a place for, and not a byte besides.
 *
 * <p>Knows how plans are read; knows neither git nor whose tasks were done.
 */
@NullMarked
package dev.coppice.plan.marking;

import org.jspecify.annotations.NullMarked;
