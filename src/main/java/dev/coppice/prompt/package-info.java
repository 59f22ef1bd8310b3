/**
 * What an agent is told about a task: the plan's words, what other tasks have delivered, the repository's instructions, in our wording or
 * the repository's own.
 *
 * <p>Knows no agent and no queue: what it tells is handed to it, and how it reaches an agent is decided elsewhere.
 */
@NullMarked
package dev.coppice.prompt;

import org.jspecify.annotations.NullMarked;
