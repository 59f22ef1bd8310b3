package dev.coppice.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long an agent whose account cannot work is left alone before one of its tasks tries again; doubled each time it was in vain. */
@ConfigMapping(prefix = "coppice.pause")
interface PauseConfig {

    /** The first time, if the provider does not say when it can work again. */
    @WithDefault("1m")
    Duration first();

    /** The first time where the provider is overloaded or cannot be reached. */
    @WithDefault("5s")
    Duration overload();

    /** Never longer than this, unless the provider says so. */
    @WithDefault("1h")
    Duration longest();
}
