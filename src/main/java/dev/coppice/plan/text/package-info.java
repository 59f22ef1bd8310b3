/**
 * The text of a plan, line by line. It must not know what the lines mean.
 */
@NullMarked
package dev.coppice.plan.text;

import org.jspecify.annotations.NullMarked;
