/**
 * Sends requests to addresses that others have named: never to this machine or a private network unless the operator says so, and never to
 * another address than the one that was looked at.
 *
 * <p>It must not know what is sent, or why.
 */
@NullMarked
package dev.coppice.webhook.egress;

import org.jspecify.annotations.NullMarked;
