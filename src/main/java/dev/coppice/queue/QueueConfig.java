package dev.coppice.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a lease lasts, how often it is renewed, and how long after its end it is taken away. */
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
}
