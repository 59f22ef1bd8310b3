/**
 * What the body of a task says: its fields, files, checks and wishes. It must not know what other tasks say.
 */
@NullMarked
package dev.coppice.plan.content;

import org.jspecify.annotations.NullMarked;
