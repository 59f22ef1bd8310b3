package dev.coppice.repository;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How clones of repositories that lie elsewhere are kept. */
@ConfigMapping(prefix = "coppice.clone")
interface CloneConfig {

    /** Where they lie; {@code repositories} in the data folder unless it is another. */
    Optional<Path> folder();

    /** A git that has not fetched all by then is ended. */
    @WithDefault("15m")
    Duration timeLimit();

    /** How long a request waits for a fetch, which goes on without it. */
    @WithDefault("20s")
    Duration patience();
}
