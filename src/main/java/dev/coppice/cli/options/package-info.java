/**
 * What several commands let people say in the same way: durations, budgets, when and how often tasks may run.
 *
 * <p>Knows no command.
 */
@NullMarked
package dev.coppice.cli.options;

import org.jspecify.annotations.NullMarked;
