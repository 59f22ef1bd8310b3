/**
 * Files and folders that somebody else may have put something else in the place of: agents, containers, other programs.
 *
 * <p>No link is followed, and what is odd is told apart from what is meant.
 */
@NullMarked
package dev.coppice.files;

import org.jspecify.annotations.NullMarked;
