package dev.coppice.isolation.dagger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tasks of mode {@code dagger} run in; experimental. */
@ConfigMapping(prefix = "coppice.dagger")
interface DaggerConfig {

    /** The {@code dagger} program where it is not found on PATH, by its absolute path. */
    Optional<String> program();

    /** The image of executions that name none: a name as the engine takes it, {@code oci-archive:/FILE}, or
     * {@code containerfile:FOLDER/FILE} in the repository. */
    Optional<String> image();

    /** How long it may take until a session answers; the first one may have to fetch the engine. */
    @WithDefault("5m")
    Duration sessionLimit();

    /** Variables of Coppice's own environment that get in, for everybody to read who may ask the engine. */
    Optional<List<String>> environment();

    /** Variables of Coppice's own environment that get in as Dagger's secrets, such as the key of the agent's account. */
    Optional<List<String>> secrets();
}
