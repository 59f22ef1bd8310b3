/**
 * Requests that may be sent twice and are carried out once: who asked for what with which key, and what was answered.
 *
 * <p>Knows neither HTTP nor what the requests ask for.
 */
@NullMarked
package dev.coppice.idempotency;

import org.jspecify.annotations.NullMarked;
