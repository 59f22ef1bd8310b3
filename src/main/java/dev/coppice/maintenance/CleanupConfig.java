package dev.coppice.maintenance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept that nothing proves to be superfluous. */
@ConfigMapping(prefix = "coppice.cleanup")
interface CleanupConfig {

    /** The work of attempts that did not land, from the end of their execution; demo repositories, from their last change. */
    @WithDefault("30d")
    Duration keepUnlanded();

    /** The logs of attempts, and the homes of their agents, from their last change. */
    @WithDefault("30d")
    Duration keepLogs();
}
