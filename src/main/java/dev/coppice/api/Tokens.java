package dev.coppice.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells callers apart by their bearer tokens: the operator, whoever has the service's token, and everybody else. */
@ApplicationScoped
class Tokens {

    private static final String SCHEME = "bearer ";

    private final Optional<String> service;
    private final Optional<String> operator;

    Tokens(ApiConfig config) {
        this.service = config.token().filter(token -> !token.isBlank());
        this.operator = config.operatorToken().filter(token -> !token.isBlank());
    }

    /** Whether calls without a token are refused. */
    boolean isRequired() {
        return service.isPresent();
    }

    /** Whether this {@code Authorization} header opens the door; a token that is wrong does not, even where none is needed. */
    boolean isAccepted(@Nullable String authorization) {
        if (authorization == null) {
            return !isRequired();
        }
        return isOperators(authorization) || matches(service, authorization);
    }

    /** Whether the call comes from the operator's own commands, which know the token from a file that only the operator can read. */
    boolean isOperators(@Nullable String authorization) {
        return authorization != null && matches(operator, authorization);
    }

    /** In constant time, so that the answer's delay tells nothing about the token. */
    private static boolean matches(Optional<String> token, String authorization) {
        boolean isBearer = authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        return isBearer
                && token.filter(expected -> equal(
                                expected,
                                authorization.substring(SCHEME.length()).strip()))
                        .isPresent();
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
