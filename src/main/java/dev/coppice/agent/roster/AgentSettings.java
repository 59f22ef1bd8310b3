package dev.coppice.agent.roster;

import dev.coppice.agent.acp.AcpConfig;
import dev.coppice.agent.claude.ClaudeConfig;
import dev.coppice.agent.codex.CodexConfig;
import dev.coppice.agent.opencode.OpencodeConfig;
import dev.coppice.database.OperatorSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.RelocateConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The settings of all agents, the same before the application starts and within it; those of a profile win over the general ones. */
final class AgentSettings {

    private static final int OVER_ALL = 1000;

    private final Supplier<SmallRyeConfigBuilder> sources;
    private final SmallRyeConfig config;

    private AgentSettings(Supplier<SmallRyeConfigBuilder> sources, SmallRyeConfigBuilder builder) {
        this.sources = sources;
        this.config = builder.addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AgentsConfig.class)
                .withMapping(ClaudeConfig.class)
                .withMapping(CodexConfig.class)
                .withMapping(OpencodeConfig.class)
                .withMapping(AcpConfig.class)
                .build();
    }

    static AgentSettings configured() {
        return of(OperatorSettings::sources);
    }

    /** From these sources, which are asked for anew each time. */
    static AgentSettings of(Supplier<SmallRyeConfigBuilder> sources) {
        return new AgentSettings(sources, sources.get());
    }

    /**
     * What a profile's CLI is driven with: {@code coppice.profile.NAME.model} for {@code coppice.claude.model}, and so on.
     *
     * @param model instead of what the settings say, if there is one
     */
    AgentSettings ofProfile(String name, String kind, Optional<String> model) {
        var general = "coppice." + kind + ".";
        var own = "coppice.profile." + name + ".";
        var interceptor = new RelocateConfigSourceInterceptor(
                setting -> setting.startsWith(general) ? own + setting.substring(general.length()) : setting);
        var builder = sources.get().withInterceptors(interceptor);
        model.ifPresent(word ->
                builder.withSources(new PropertiesConfigSource(Map.of(own + "model", word), "the plan", OVER_ALL)));
        return new AgentSettings(sources, builder);
    }

    /** Of which CLI a profile is; "" if nothing says so. */
    String kind(String profile) {
        return config.getOptionalValue("coppice.profile." + profile + ".agent", String.class)
                .orElse("");
    }

    AgentsConfig agents() {
        return config.getConfigMapping(AgentsConfig.class);
    }

    ClaudeConfig claude() {
        return config.getConfigMapping(ClaudeConfig.class);
    }

    CodexConfig codex() {
        return config.getConfigMapping(CodexConfig.class);
    }

    OpencodeConfig opencode() {
        return config.getConfigMapping(OpencodeConfig.class);
    }

    AcpConfig acp() {
        return config.getConfigMapping(AcpConfig.class);
    }
}
