package dev.coppice.maintenance;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long the record of executions that have ended is kept, and how much of it. What may go on is always kept whole. */
@ConfigMapping(prefix = "coppice.retention")
interface RetentionConfig {

    /** The events of an execution, from its end. */
    @WithDefault("30d")
    Duration keepEvents();

    /** Events of all executions together; beyond that, those of the executions that ended first go earlier. */
    @WithDefault("2000000")
    long maxEvents();

    /** Attempts' logs of this data folder together; beyond that, those that were written to longest ago go earlier. */
    @WithDefault("5G")
    MemorySize maxLogs();

    /** Executions as a whole, from their end; without it they stay until somebody deletes them. */
    Optional<Duration> keepExecutions();

    /** What webhooks were told, and what came of it, from the event on. */
    @WithDefault("7d")
    Duration keepDeliveries();

    /** A transaction on the server that is open for longer is warned of, because nothing is vacuumed meanwhile. */
    @WithDefault("1h")
    Duration warnOfTransactions();
}
