/**
 * Tells others' servers what has happened: which events become messages, that each is sent until it is taken, and what came of it.
 *
 * <p>It changes nothing about executions, and nothing about them may depend on it. It must not know what an event means beyond its name.
 */
@NullMarked
package dev.coppice.webhook;

import org.jspecify.annotations.NullMarked;
