package dev.coppice.agent;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;

/** The settings of all agents, the same before the application starts and within it. */
record AgentSettings(AgentsConfig agents, ClaudeConfig claude) {

    /** Where the specification ranks environment variables: below system properties. */
    private static final int ENVIRONMENT = 300;

    /**
     * Reads environment variables and system properties. Not the usual sources, which also take a {@code .env} from the working
     * directory: that may be a repository whose content is not trusted, and it would choose the program to run.
     */
    static AgentSettings configured() {
        return of(new SmallRyeConfigBuilder()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(System.getenv(), ENVIRONMENT)));
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
