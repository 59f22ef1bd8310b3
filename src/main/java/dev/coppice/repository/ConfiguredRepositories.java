package dev.coppice.repository;

import dev.coppice.database.OperatorSettings;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The repositories that have names, by the settings as they are read without the application. */
public final class ConfiguredRepositories {

    private ConfiguredRepositories() {}

    /** What is wrong with their settings; the application does not start until that is put right. */
    public static List<String> problems() {
        try {
            return EntryCheck.problems(config());
        } catch (ConfigValidationException e) {
            return IntStream.range(0, e.getProblemCount())
                    .mapToObj(i -> e.getProblem(i).getMessage())
                    .toList();
        }
    }

    /** In the order of their names; their settings have no problems. */
    public static List<ConfiguredRepository> all() {
        var variables = OperatorSettings.sources()
                .build()
                .getOptionalValues("coppice.push.environment", String.class)
                .orElse(List.of());
        return new TreeMap<>(config().named())
                .entrySet().stream()
                        .map(entry -> new ConfiguredRepository(entry.getKey(), entry.getValue(), variables))
                        .toList();
    }

    public static boolean areAny() {
        return !config().named().isEmpty();
    }

    private static RepositoriesConfig config() {
        return OperatorSettings.sources()
                .withMapping(RepositoriesConfig.class)
                .build()
                .getConfigMapping(RepositoriesConfig.class);
    }
}
