package dev.coppice.agent;

import dev.coppice.database.OperatorSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude) {

    static AgentSettings configured() {
        return of(OperatorSettings.sources());
    }

    static AgentSettings of(SmallRyeConfigBuilder sources) {
        var config = sources.addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AgentsConfig.class)
                .withMapping(ClaudeConfig.class)
                .build();
        return new AgentSettings(
                config.getConfigMapping(AgentsConfig.class), config.getConfigMapping(ClaudeConfig.class));
    }
}
