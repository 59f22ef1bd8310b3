/**
 * Who may do what: the rights there are, the callers that have them, the tokens by which they are known, and the record of what they did.
 *
 * <p>It owns {@code api_token} and {@code audit_entry}. It must not know HTTP, nor what an execution is.
 */
@NullMarked
package dev.coppice.access;

import org.jspecify.annotations.NullMarked;
