package dev.coppice.isolation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which executions work in sandboxes, and what these let in. Never read from a repository. */
@ConfigMapping(prefix = "coppice.sandbox")
interface SandboxConfig {

    /** The isolation of an execution that asks for none. */
    @WithDefault("auto")
    String isolation();

    /** What a sandbox reaches: {@code hosts}, {@code on} (all that the host reaches, the host itself among it) or {@code off}. */
    @WithDefault("hosts")
    String network();

    /** With the network {@code hosts}: {@code name}, {@code name:port}, {@code *.name}, or {@code *} for every public address. */
    @WithDefault("*")
    Optional<List<String>> hosts();

    /** Files and folders that are seen inside besides the usual ones, such as caches of build tools; {@code ~} is the user's home. */
    Optional<List<String>> readOnly();

    /** The same, and tasks may change them: what one leaves there the next one finds, and so do you. */
    Optional<List<String>> writable();
}
