/** Runs the program of a coding agent: where it is found, what it finds around itself, how long it may go on, what it prints. */
@NullMarked
package dev.coppice.agent.program;

import org.jspecify.annotations.NullMarked;
