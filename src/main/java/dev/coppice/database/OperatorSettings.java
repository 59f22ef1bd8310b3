package dev.coppice.database;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The settings of whoever runs Coppice, as they are read before the application starts and without it: system properties, environment
 * variables, and the file {@code config/application.properties} of the data folder, in this order.
 *
 * <p>Not the usual sources, which also take a {@code .env} from the working directory: that may be a repository whose content is not
 * trusted, and it would choose the programs to run and the addresses to open.
 */
public final class OperatorSettings {

    /** Where the specification and Quarkus rank these sources; system properties are above both. */
    private static final int ENVIRONMENT = 300;

    private static final int FILE = 260;

    private OperatorSettings() {}

    /** A builder with these sources, to which mappings may be added. */
    public static SmallRyeConfigBuilder sources() {
        var builder = new SmallRyeConfigBuilder()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(System.getenv(), ENVIRONMENT))
                .addDefaultInterceptors();
        var file = DataHome.standard().resolve("config").resolve("application.properties");
        try {
            return Files.isRegularFile(file)
                    ? builder.withSources(
                            new PropertiesConfigSource(file.toUri().toURL(), FILE))
                    : builder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
