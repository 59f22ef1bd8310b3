package dev.coppice.api.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.access.ApiToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that was handed out, without its secret.
 *
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param repositories null: all
 * @param lastUsedAt within a minute; null if never
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokenView(
        String tokenId,
        String name,
        String scope,
        String status,
        @Nullable List<String> repositories,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** All of them, the oldest first. */
    public record TokensView(List<TokenView> tokens) {}

    public static TokenView of(ApiToken token) {
        return new TokenView(
                token.id().toString(),
                token.name(),
                token.scope().word(),
                token.status(),
                token.repositories().orElse(null),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt().orElse(null),
                token.lastUsedAt().orElse(null),
                token.revokedAt().orElse(null));
    }
}
