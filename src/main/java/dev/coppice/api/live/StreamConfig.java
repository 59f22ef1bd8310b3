package dev.coppice.api.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many may listen to events at a time, and how often they hear that nothing has happened. */
@ConfigMapping(prefix = "coppice.api.streams")
interface StreamConfig {

    /** Streams in all. */
    @WithDefault("500")
    int most();

    /** Streams to one address; all callers behind a proxy come from the proxy's. */
    @WithDefault("200")
    int mostPerAddress();

    /** After so much silence a comment is sent, so that nobody between takes the connection for dead. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Whoever does not take an event within this time is dropped, and can come back with the id of the last one it had. */
    @WithDefault("30s")
    Duration patience();
}
