/**
 * What every command owes to the person or program that called it: exit codes, signals, lines that do a terminal no harm.
 *
 * <p>Knows no command.
 */
@NullMarked
package dev.coppice.cli.terminal;

import org.jspecify.annotations.NullMarked;
