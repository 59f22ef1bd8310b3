/**
 * Coppice: runs a Markdown plan as parallel coding-agent tasks and lands their verified work on one result.
 *
 * <p>The entry point only; every room below it is a package of its own, on the floors that {@code docs/architecture.md} shows.
 */
@NullMarked
package dev.coppice;

import org.jspecify.annotations.NullMarked;
