package dev.coppice.repository;

import dev.coppice.database.OperatorSettings;
import java.util.List;
import java.util.TreeMap;

/** The repositories that have names, by the settings as they are read without the application. */
public final class ConfiguredRepositories {

    private ConfiguredRepositories() {}

    /** What is wrong with their settings; the application does not start until that is put right. */
    public static List<String> problems() {
        return EntryCheck.problems(config());
    }

    /** In the order of their names; their settings have no problems. */
    public static List<ConfiguredRepository> all() {
        return new TreeMap<>(config().named())
                .entrySet().stream()
                        .map(entry -> new ConfiguredRepository(entry.getKey(), entry.getValue()))
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
