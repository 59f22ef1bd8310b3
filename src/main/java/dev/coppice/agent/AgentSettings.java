package dev.coppice.agent;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude) {

    /**
     * Reads environment variables and system properties. Not the application's own configuration, which also takes a {@code .env} and
     * a {@code config} folder from the working directory: that may be a repository whose content is not trusted.
     */
    static AgentSettings configured() {
        return of(builder().build());
    }

    static AgentSettings of(SmallRyeConfig config) {
        return new AgentSettings(
                config.getConfigMapping(AgentsConfig.class), config.getConfigMapping(ClaudeConfig.class));
    }

    static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .withMapping(AgentsConfig.class)
                .withMapping(ClaudeConfig.class);
    }
}
