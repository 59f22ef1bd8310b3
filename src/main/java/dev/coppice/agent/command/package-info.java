/** The task's own scripts, and any command that reads a prompt. */
@NullMarked
package dev.coppice.agent.command;

import org.jspecify.annotations.NullMarked;
