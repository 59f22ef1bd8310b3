/**
 * What an execution, a task and an attempt are called, and which states they may pass through. Plain Java: no database, no git, no clock.
 *
 * <p>Every other room speaks this vocabulary; this room imports none of them.
 */
@NullMarked
package dev.coppice.task;

import org.jspecify.annotations.NullMarked;
