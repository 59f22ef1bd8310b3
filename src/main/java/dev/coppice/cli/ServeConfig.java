package dev.coppice.cli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How {@code coppice serve} works and stops. */
@ConfigMapping(prefix = "coppice.serve")
interface ServeConfig {

    /** Tasks at the same time, of all executions together, unless {@code --workers} says otherwise; by default the number of cores. */
    Optional<Integer> workers();

    /** How long running tasks may go on once the service is told to stop; what is left then goes back to the queue. */
    @WithDefault("10s")
    Duration grace();
}
