/**
 * What was done, over HTTP: attempts, what they changed, and what they printed.
 *
 * <p>Git and the files of logs say so; this package chooses the part that is asked for.
 */
@NullMarked
package dev.coppice.api.work;

import org.jspecify.annotations.NullMarked;
