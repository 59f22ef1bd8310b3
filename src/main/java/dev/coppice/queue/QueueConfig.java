package dev.coppice.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How leases are kept and taken away, and how processes share a queue and a repository. */
@ConfigMapping(prefix = "coppice.queue")
public interface QueueConfig {

    /** A lease that is not renewed ends after this time. */
    @WithDefault("60s")
    Duration lease();

    /** The time between two renewals. */
    @WithDefault("15s")
    Duration beat();

    /** An ended lease is left alone for this time before it is reaped. */
    @WithDefault("10s")
    Duration reapGrace();

    /** A process whose lease could not be renewed for this time ends its agents: by now somebody else must be running the task. */
    @WithDefault("10m")
    Duration hardDeadline();

    /** So many tasks of one repository may run at the same time, over all its executions; empty: any number. */
    OptionalInt repositoryLimit();

    /** Folders that every service on this database reaches under the same path; what is submitted in them, any of these services does. */
    Optional<List<Path>> sharedRepositories();
}
