package dev.coppice.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a token; its secret is not.
 *
 * @param repositories the only ones it is for; empty: all
 * @param createdBy the principal's name
 * @param expiresAt from then on it opens nothing
 * @param lastUsedAt near enough: written at most once a minute
 * @param isValid whether it opens anything now
 */
public record ApiToken(
        UUID id,
        String name,
        Right scope,
        Optional<List<String>> repositories,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt,
        boolean isValid) {

    public ApiToken {
        repositories = repositories.map(List::copyOf);
    }

    /** Whoever holds it. */
    public Principal holder() {
        return new Principal("token:" + name, scope, repositories, false);
    }

    /** {@code active}, {@code expired} or {@code revoked}. */
    public String status() {
        if (revokedAt.isPresent()) {
            return "revoked";
        }
        return isValid ? "active" : "expired";
    }
}
