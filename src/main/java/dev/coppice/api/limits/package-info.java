/**
 * How much one caller may send, and how often.
 *
 * <p>Stands before all routes and knows none of them.
 */
@NullMarked
package dev.coppice.api.limits;

import org.jspecify.annotations.NullMarked;
