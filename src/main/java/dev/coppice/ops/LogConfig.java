package dev.coppice.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Coppice's own log is written. The framework's settings of its two handlers refer to this one. */
@ConfigMapping(prefix = "coppice.log")
interface LogConfig {

    /** Each message as one line of JSON, with execution, task and attempt as fields. */
    @WithDefault("false")
    boolean json();
}
