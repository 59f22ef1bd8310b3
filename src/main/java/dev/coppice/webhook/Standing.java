package dev.coppice.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as people see it, without its secrets and what follows the host in its address.
 *
 * @param subscription empty if this service does not know it
 * @param origin scheme, host and port of its address; empty if this service does not know it
 * @param isConfigured whether it is in a configuration and not made over the API
 * @param createdBy of one that was made over the API
 * @param disabledReason a word for programs: {@code gone} if its receiver said so
 * @param problem why this service cannot send to it, for people
 * @param pending messages that are still to be taken
 * @param failed messages that were given up, as far as they are still known
 */
public record Standing(
        String name,
        Optional<Subscription> subscription,
        Optional<String> origin,
        boolean mayBePrivate,
        boolean isConfigured,
        Optional<String> createdBy,
        Instant createdAt,
        Optional<Instant> disabledAt,
        Optional<String> disabledReason,
        Optional<String> problem,
        long pending,
        long failed,
        Optional<Instant> lastDeliveredAt) {}
