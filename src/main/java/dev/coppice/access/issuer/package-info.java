/**
 * An identity provider whose tokens are taken beside Coppice's own: what is configured about it, and whom the claims of its tokens make.
 *
 * <p>It must not know how a token is verified or comes in: what it is given has been verified.
 */
@NullMarked
package dev.coppice.access.issuer;

import org.jspecify.annotations.NullMarked;
