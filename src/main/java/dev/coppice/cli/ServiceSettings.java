package dev.coppice.cli;

import dev.coppice.api.access.Loopback;
import dev.coppice.database.OperatorSettings;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.repository.ConfiguredRepositories;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is configured for the service besides its options, read before the service starts and without it. */
final class ServiceSettings {

    static final int SHORTEST_TOKEN = 16;

    private ServiceSettings() {}

    /** Whether other machines can reach the address, and the service's token is one that they can guess. */
    static boolean isTokenTooShort(@Nullable String host) {
        var config = config();
        var address = Optional.ofNullable(host).or(() -> value(config, "quarkus.http.host"));
        return address.filter(name -> !Loopback.is(name)).isPresent()
                && value(config, "coppice.api.token")
                        .filter(token -> token.strip().length() < SHORTEST_TOKEN)
                        .isPresent();
    }

    /** The repositories as indexed settings, so that any path will do; with none given or configured, the one we stand in. */
    static Map<String, String> repositories(List<Path> given) {
        var settings = new HashMap<String, String>();
        var chosen = given.isEmpty() && !isConfigured() ? here() : given;
        for (int index = 0; index < chosen.size(); index++) {
            settings.put(
                    "coppice.api.repositories[" + index + "]", chosen.get(index).toString());
        }
        return settings;
    }

    private static boolean isConfigured() {
        return config().getOptionalValues("coppice.api.repositories", String.class)
                        .isPresent()
                || ConfiguredRepositories.areAny();
    }

    private static List<Path> here() {
        return switch (GitRepository.open(Path.of(""))) {
            case Opening.Opened(var repository) -> List.of(repository.topLevel());
            case Opening.Refused _ -> List.of();
        };
    }

    private static Optional<String> value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    private static SmallRyeConfig config() {
        return OperatorSettings.sources().build();
    }
}
