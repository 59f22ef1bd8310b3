package dev.coppice.agent;

import dev.coppice.database.OperatorSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude, CodexConfig codex, OpencodeConfig opencode) {

    static AgentSettings configured() {
        return of(OperatorSettings.sources());
    }

    static AgentSettings of(SmallRyeConfigBuilder sources) {
        var config = sources.addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AgentsConfig.class)
                .withMapping(ClaudeConfig.class)
                .withMapping(CodexConfig.class)
                .withMapping(OpencodeConfig.class)
                .build();
        return new AgentSettings(
                config.getConfigMapping(AgentsConfig.class),
                config.getConfigMapping(ClaudeConfig.class),
                config.getConfigMapping(CodexConfig.class),
                config.getConfigMapping(OpencodeConfig.class));
    }
}
