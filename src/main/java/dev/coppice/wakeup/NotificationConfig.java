package dev.coppice.wakeup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether wake-ups leave the process. */
@ConfigMapping(prefix = "coppice.queue")
interface NotificationConfig {

    /** Whether processes tell each other by LISTEN and NOTIFY that there is something to do. */
    @WithDefault("true")
    boolean notifications();
}
