package dev.coppice.repository;

import dev.coppice.database.OwnFolder;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The named repositories of a data folder, by settings as the operator writes them. */
public record Named(NamedRepositories repositories, Clones clones) {

    static Named in(Path root, Map<String, String> settings) {
        var config = config(settings);
        var repositories = new NamedRepositories(
                config.getConfigMapping(RepositoriesConfig.class),
                clones(config),
                config.getConfigMapping(ReachConfig.class),
                own(root));
        return new Named(repositories, new Clones(repositories, clones(config)));
    }

    public NamedRepository get(String name) {
        return repositories.named(name).orElseThrow();
    }

    public Refreshed refresh(String name) {
        return clones.refresh(get(name));
    }

    static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(RepositoriesConfig.class)
                .withMapping(CloneConfig.class)
                .withMapping(ReachConfig.class)
                .build();
    }

    private static CloneConfig clones(SmallRyeConfig config) {
        return config.getConfigMapping(CloneConfig.class);
    }

    private static OwnFolder own(Path root) {
        return new OwnFolder() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public UUID id() {
                return new UUID(0, 0);
            }
        };
    }
}
