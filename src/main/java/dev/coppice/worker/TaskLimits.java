package dev.coppice.worker;

import dev.coppice.database.OperatorSettings;
import dev.coppice.process.Limits;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits of tasks' commands, as they are configured. */
public final class TaskLimits {

    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    private TaskLimits() {}

    /** By the settings as they are read without the application. */
    public static Limits configured() {
        return of(OperatorSettings.sources()
                .withConverter(MemorySize.class, OVER_CONVERTERS_OF_LIBRARIES, new MemorySizeConverter())
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class));
    }

    static Limits of(LimitsConfig config) {
        return new Limits(
                bytes(config.memory()),
                config.processes(),
                config.cores(),
                config.openFiles(),
                bytes(config.output()),
                bytes(config.disk()));
    }

    private static OptionalLong bytes(Optional<MemorySize> size) {
        return size.map(MemorySize::asLongValue).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
