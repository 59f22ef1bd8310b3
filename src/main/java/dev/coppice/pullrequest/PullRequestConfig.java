package dev.coppice.pullrequest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long pull requests are looked after. */
@ConfigMapping(prefix = "coppice.pull-requests")
interface PullRequestConfig {

    /** What cannot be opened or merged so long after it could first be tried is given up. */
    @WithDefault("24h")
    Duration patience();

    /** A request on which no check has been reported is not merged before it is so old: checks take a moment to begin. */
    @WithDefault("1m")
    Duration settle();

    /** One that people are to merge is looked at for so long, now and then, so that its end is known here. */
    @WithDefault("7d")
    Duration follow();
}
