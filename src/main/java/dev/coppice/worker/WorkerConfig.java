package dev.coppice.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What tasks that run side by side are given, so that they do not meet. */
@ConfigMapping(prefix = "coppice.worker")
interface WorkerConfig {

    /** The first of the ports that are given to tasks, a hundred to each. */
    @WithDefault("20000")
    int portBase();
}
