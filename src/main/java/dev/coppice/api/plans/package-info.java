/**
 * Plans over HTTP, apart from what is done with them: whether one could run, and what an execution was given.
 *
 * <p>What a plan says is the room {@code plan}'s to read.
 */
@NullMarked
package dev.coppice.api.plans;

import org.jspecify.annotations.NullMarked;
