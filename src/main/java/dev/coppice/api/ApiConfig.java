package dev.coppice.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What this process takes from callers; {@code coppice serve} sets it from its options where they are given. */
@ConfigMapping(prefix = "coppice.api")
interface ApiConfig {

    /** Whether plans may be started here; only {@code coppice serve} says so. */
    @WithDefault("false")
    boolean accepting();

    /** The repositories that callers may name, by their folders; the only one is the default. */
    Optional<List<String>> repositories();

    /** The agent of a request that names none. */
    @WithDefault("claude")
    String agent();

    /** What the agent {@code command} runs; split by shell quoting rules, run without a shell. */
    Optional<String> agentCommand();

    /** Agents that callers may name besides the default one. */
    Optional<List<String>> agents();

    /** The time limit of a task whose request names none. */
    @WithDefault("30m")
    Duration taskTimeLimit();
}
