/**
 * The way in: bytes become a plan in the dialect that they are written in.
 */
@NullMarked
package dev.coppice.plan.reading;

import org.jspecify.annotations.NullMarked;
