package dev.coppice.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How leases are kept and taken away, and how several processes share a queue. */
@ConfigMapping(prefix = "coppice.queue")
interface QueueConfig {

    /** A lease that is not renewed ends after this time. */
    @WithDefault("60s")
    Duration lease();

    /** The time between two renewals. */
    @WithDefault("15s")
    Duration beat();

    /** An ended lease is left alone for this time before it is reaped. */
    @WithDefault("10s")
    Duration reapGrace();

    /** Whether processes tell each other by LISTEN and NOTIFY that there is something to do. */
    @WithDefault("true")
    boolean notifications();

    /** Folders that every service on this database reaches under the same path; what is submitted in them, any of these services does. */
    Optional<List<Path>> sharedRepositories();
}
