package dev.coppice.api.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.access.IssuedToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new token.
 *
 * @param token the secret, which is shown this once
 * @param repositories null: all
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record IssuedTokenView(
        String tokenId,
        String name,
        String scope,
        @Nullable List<String> repositories,
        @Nullable Instant expiresAt,
        String token) {

    public static IssuedTokenView of(IssuedToken issued) {
        var token = issued.token();
        return new IssuedTokenView(
                token.id().toString(),
                token.name(),
                token.scope().word(),
                token.repositories().orElse(null),
                token.expiresAt().orElse(null),
                issued.secret().text());
    }

    @Override
    public String toString() {
        return "IssuedTokenView[" + name + "]";
    }
}
