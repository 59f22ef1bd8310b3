package dev.coppice.cli;

import dev.coppice.database.DatabaseChoice;
import dev.coppice.database.OperatorSettings;
import dev.coppice.worker.Role;
import io.smallrye.config.SmallRyeConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The role that a service is to have, before it starts: what one of several services does makes no sense for one that is alone. */
final class ServedRole {

    private ServedRole() {}

    /** Why the role that is given, or else configured, cannot be had here; empty if it can. */
    static Optional<String> objection(@Nullable String given) {
        var config = OperatorSettings.sources().build();
        var word = Optional.ofNullable(given)
                .or(() -> value(config, "coppice.serve.role"))
                .orElseGet(Role.ALL::word);
        return Role.named(word)
                .map(role -> role == Role.ALL ? Optional.<String>empty() : missing(role, config))
                .orElseGet(() -> Optional.of("--role " + word + ": there are all, api and worker"));
    }

    private static Optional<String> missing(Role role, SmallRyeConfig config) {
        if (DatabaseChoice.configured() instanceof DatabaseChoice.Embedded) {
            return Optional.of(
                    "--role " + role.word()
                            + " shares its work with other services: set QUARKUS_DATASOURCE_JDBC_URL to the database of all of them");
        }
        boolean isSharing = config.getOptionalValues("coppice.queue.shared-repositories", String.class)
                .filter(folders -> !folders.isEmpty())
                .isPresent();
        return isSharing
                ? Optional.empty()
                : Optional.of(
                        "--role " + role.word() + " shares its work with other services: set"
                                + " COPPICE_QUEUE_SHARED_REPOSITORIES to the folder of the repositories that all of them reach");
    }

    private static Optional<String> value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
    }
}
