/**
 * {@code Idempotency-Key}: a request that is sent again, because its answer was lost, gets the answer instead of being carried out again.
 *
 * <p>Knows nothing of what the routes do.
 */
@NullMarked
package dev.coppice.api.idempotency;

import org.jspecify.annotations.NullMarked;
