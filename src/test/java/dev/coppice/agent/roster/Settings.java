package dev.coppice.agent.roster;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings for tests: what is given and the defaults, nothing of the machine's. */
final class Settings {

    private Settings() {}

    static AgentSettings of(Map<String, String> properties) {
        return AgentSettings.of(
                () -> new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(properties, "test", 100)));
    }
}
