package dev.coppice.agent;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude) {

    /**
     * Reads environment variables and system properties. Not the usual sources, which also take a {@code .env} from the working
     * directory: that may be a repository whose content is not trusted, and it would choose the program to run.
     */
    static AgentSettings configured() {
        return of(new SmallRyeConfigBuilder().addSystemSources());
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
