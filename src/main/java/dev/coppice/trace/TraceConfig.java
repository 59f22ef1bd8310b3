package dev.coppice.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "coppice.trace")
interface TraceConfig {

    /** A collector that takes OTLP over HTTP; without one there are no traces. */
    Optional<URI> endpoint();

    /** What it wants to be told besides, each as {@code Name=value}. */
    Optional<List<String>> headers();

    /** By what name the collector knows this service. */
    @WithDefault("coppice")
    String service();
}
