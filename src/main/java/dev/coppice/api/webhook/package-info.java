/**
 * Webhooks over HTTP: which there are, what they were told, and trying them out.
 *
 * <p>It decides nothing: what is told, and when, is the room of webhooks' to say.
 */
@NullMarked
package dev.coppice.api.webhook;

import org.jspecify.annotations.NullMarked;
