/**
 * The commands for people and CI: reads what they type, shows what happens, ends with an exit code.
 *
 * <p>Decides nothing about tasks: it hands requests to the rooms below and shows what the database says.
 */
@NullMarked
package dev.coppice.cli;

import org.jspecify.annotations.NullMarked;
