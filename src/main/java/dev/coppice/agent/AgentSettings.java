package dev.coppice.agent;

import dev.coppice.database.OperatorSettings;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude) {

    static AgentSettings configured() {
        return of(OperatorSettings.sources());
    }

    static AgentSettings of(SmallRyeConfigBuilder sources) {
        var config = sources.addDefaultInterceptors()
                .withMapping(AgentsConfig.class)
                .withMapping(ClaudeConfig.class)
                .build();
        return new AgentSettings(
                config.getConfigMapping(AgentsConfig.class), config.getConfigMapping(ClaudeConfig.class));
    }
}
