package dev.coppice.agent.program;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of one kind for tests: what is given and the defaults, nothing of the machine's. */
public final class Mapped {

    private Mapped() {}

    public static <T> T of(Class<T> kind, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(kind)
                .build()
                .getConfigMapping(kind);
    }

    /** Programs as they are found with these variables. */
    public static Programs programs(Map<String, String> environment) {
        return new Programs(SearchPath.of(environment, List.of()), environment.getOrDefault("HOME", ""));
    }
}
