package dev.coppice.isolation.container;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tasks of mode {@code container} run in, and how little they get. */
@ConfigMapping(prefix = "coppice.container")
interface ContainerConfig {

    /** {@code podman}, {@code docker}, or {@code auto}: the first of them that answers. */
    @WithDefault("auto")
    EngineChoice engine();

    /** The engine's program where it is not found on PATH, by its absolute path. */
    Optional<String> program();

    /** What stands before every command of the engine, such as {@code --root,/srv/storage}. */
    Optional<List<String>> engineOptions();

    /**
     * The image of executions that name none: a name as the engine takes it, {@code oci-archive:/FILE}, {@code docker-archive:/FILE}, or
     * {@code containerfile:PATH} for a file of the repository, as its base commit has it.
     */
    Optional<String> image();

    /** {@code missing}: an image that is not here is fetched when a plan is submitted; {@code never}: the plan is refused. */
    @WithDefault("missing")
    PullPolicy pull();

    /** How long fetching or building an image may take. */
    @WithDefault("15m")
    Duration pullLimit();

    /** {@code on}: what the engine gives by itself; {@code off}: none; or the name of a network of the engine. */
    @WithDefault("on")
    String network();

    /** Of one command and all that it starts, as the engine reads it; {@code 0}: no limit. */
    @WithDefault("4g")
    String memory();

    /** Processes and threads of one command together; 0: no limit. */
    @WithDefault("2048")
    int pids();

    /** How many cores one command may keep busy; 0: no limit. */
    @WithDefault("0")
    double cpus();

    /** The room in {@code /tmp}, which counts as memory. */
    @WithDefault("1g")
    String tmp();

    /** Variables of Coppice's own environment that get in, such as the key of the agent's account. */
    Optional<List<String>> environment();

    /** {@code auto}: one where the engine can give it; {@code required}: nothing runs without; {@code off}. */
    @WithDefault("auto")
    NamespacePolicy userNamespace();

    /** Which engine is wanted. */
    enum EngineChoice {
        AUTO,
        PODMAN,
        DOCKER
    }

    /** What is done about an image that is not here. */
    enum PullPolicy {
        MISSING,
        NEVER
    }

    /** What is thought of running without a user namespace. */
    enum NamespacePolicy {
        AUTO,
        REQUIRED,
        OFF
    }
}
