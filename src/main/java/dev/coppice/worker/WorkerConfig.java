package dev.coppice.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** What tasks that run side by side are given, so that they do not meet. */
@ConfigMapping(prefix = "coppice.worker")
interface WorkerConfig {

    /** The first of the ports that are given to tasks, a hundred to each. */
    @WithDefault("20000")
    int portBase();

    /**
     * So many tasks whose agents are done may be checked and landed while all slots have agents at work; one less than the slots if
     * nothing is said, so that a single worker does one task after another.
     */
    OptionalInt overlap();
}
