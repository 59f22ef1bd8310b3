package dev.coppice.api;

import dev.coppice.access.Principal;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The repositories that a request may name: those that the operator configured, as far as they are the caller's; for the operator any. */
@ApplicationScoped
public class Repositories {

    private final List<String> configured;
    private volatile Optional<List<Path>> opened = Optional.empty();

    Repositories(ApiConfig config) {
        this.configured = config.repositories().orElse(List.of());
    }

    /** The top of the repository's checkout; a {@link ProblemException} says why there is none. */
    public Path choose(Optional<String> named, Principal caller) {
        var usable = known().stream().filter(caller::mayUse).toList();
        if (named.isEmpty()) {
            return only(usable);
        }
        var name = named.get();
        return usable.stream()
                .filter(folder -> folder.toString().equals(name))
                .findFirst()
                .or(() -> byFolderName(usable, name))
                .orElseGet(() -> caller.isOperator() ? open(name) : notAllowed(usable, name));
    }

    private Path only(List<Path> usable) {
        return switch (usable.size()) {
            case 1 -> usable.getFirst();
            case 0 ->
                throw (known().isEmpty()
                                ? Problem.about(
                                        "repository", "no repository is configured; start the service with --repo DIR")
                                : Problem.of(
                                                403,
                                                "repository_not_allowed",
                                                "this token is for no repository of this service")
                                        .in("repository"))
                        .asException();
            default ->
                throw Problem.about("repository", "name one of: " + names(usable))
                        .asException();
        };
    }

    private static Optional<Path> byFolderName(List<Path> usable, String name) {
        var found = usable.stream()
                .filter(folder -> folder.getFileName().toString().equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Callers learn the names of what they may use, and nothing of what else is on this host. */
    private static Path notAllowed(List<Path> usable, String name) {
        throw Problem.of(
                        403,
                        "repository_not_allowed",
                        "this service does not work on '" + name + "'; it works on: " + names(usable))
                .in("repository")
                .asException();
    }

    private static String names(List<Path> usable) {
        return usable.isEmpty()
                ? "nothing yet"
                : usable.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Opened once: a repository that cannot be opened at the first request is told to every caller until a restart. */
    private List<Path> known() {
        return opened.orElseGet(() -> {
            var folders = configured.stream().map(Repositories::open).toList();
            opened = Optional.of(folders);
            return folders;
        });
    }

    private static Path open(String folder) {
        return switch (GitRepository.open(Parameters.path("repository", folder))) {
            case Opening.Opened(var repository) -> repository.topLevel();
            case Opening.Refused(var reason) ->
                throw Problem.about("repository", reason).asException();
        };
    }
}
