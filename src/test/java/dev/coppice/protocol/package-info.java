/**
 * The protocol of claim, renewal, reaping, landing and completion as a model so small that all its interleavings can be tried.
 *
 * <p>It is documentation that is checked, and knows none of the real code: {@code Protocol} says who may do what, {@code Checker} tries
 * everything.
 */
package dev.coppice.protocol;
