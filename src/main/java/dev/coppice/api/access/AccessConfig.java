package dev.coppice.api.access;

import dev.coppice.access.Right;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who is let in. */
@ConfigMapping(prefix = "coppice.api")
interface AccessConfig {

    /** What callers without a token may do. */
    enum WithoutToken {
        NONE,
        READ,
        RUN;

        Optional<Right> right() {
            return switch (this) {
                case NONE -> Optional.empty();
                case READ -> Optional.of(Right.READ);
                case RUN -> Optional.of(Right.RUN);
            };
        }
    }

    /** Further names under which callers reach this service, such as that of a proxy before it. */
    Optional<List<String>> hosts();

    /** If set, every call but those of health probes must carry it, or a token that was handed out, as its bearer token. */
    Optional<String> token();

    /** The bearer token of the operator's own commands; new at every start. */
    Optional<String> operatorToken();

    /** What callers without a token may do on loopback: {@code run} if there is no other way to be known, {@code none} otherwise. */
    Optional<WithoutToken> withoutToken();

    /** Whether everybody who reaches the service may read its metrics, as its health probes. */
    @WithDefault("false")
    boolean openMetrics();

    /** How many wrong tokens may come from one address within a minute; what it sends then is not looked at until the minute is over. */
    @WithDefault("20")
    int wrongTokens();
}
