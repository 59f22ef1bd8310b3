package dev.coppice.webhook;

import dev.coppice.event.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook as the database has it.
 *
 * @param made what was wished for over the API; empty: it is configured, and nothing of it is here
 * @param isRotating whether the secret before this one is still used
 */
record WebhookRow(
        UUID id,
        String name,
        Optional<Made> made,
        boolean isRotating,
        Optional<String> createdBy,
        Instant createdAt,
        Optional<Instant> disabledAt,
        Optional<String> disabledReason,
        Position cursor) {

    /** @param sealed a {@link SealedTarget} */
    @SuppressWarnings("ArrayRecordComponent") // read once, by whoever opens it
    record Made(byte[] sealed, Subscription subscription, boolean mayBePrivate) {}
}
