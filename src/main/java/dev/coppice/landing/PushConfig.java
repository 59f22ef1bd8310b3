package dev.coppice.landing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How other repositories are reached. */
@ConfigMapping(prefix = "coppice.push")
interface PushConfig {

    /** A git that has not heard the end from a remote by then is ended. */
    @WithDefault("5m")
    Duration timeLimit();

    /** Variables that a git that talks to a remote gets besides the usual ones, such as a token for a credential helper. */
    Optional<List<String>> environment();
}
