package dev.coppice.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/**
 * How often one caller may call. Without a rate there is no limit, because a service that only its own machine reaches has nobody to
 * fear but its user; a service that others reach should have one.
 */
@ConfigMapping(prefix = "coppice.api")
interface RateConfig {

    /** Calls a second of one token, or of one address where no token is sent, on average. */
    OptionalInt rate();

    /** So many calls may come at once after a pause, in seconds' worth of calls. */
    @WithDefault("5")
    int rateBurst();
}
