/**
 * Keeps what is to become of results: the branch that follows them, pushes, pull requests and the marks in plans, and how far each has come.
 *
 * <p>It must not know how any of it is done, nor how tasks come to their results.
 */
@NullMarked
package dev.coppice.queue.publication;

import org.jspecify.annotations.NullMarked;
