package dev.coppice.api;

import dev.coppice.access.Principal;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.repository.NamedRepositories;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The repositories that a request may name: those that the operator configured, by name or by folder, as far as they are the caller's; for
 * the operator any.
 */
@ApplicationScoped
public class Repositories {

    private final List<String> configured;
    private final NamedRepositories named;
    private volatile Optional<List<Path>> opened = Optional.empty();

    Repositories(ApiConfig config, NamedRepositories named) {
        this.configured = config.repositories().orElse(List.of());
        this.named = named;
    }

    /** All that the caller may name: those with names first. */
    public List<ChosenRepository> usable(Principal caller) {
        return known().stream()
                .filter(repository -> caller.mayUse(repository.folder()))
                .toList();
    }

    /** What a request names; a {@link ProblemException} says why there is none. */
    public ChosenRepository choose(Optional<String> wish, Principal caller) {
        var usable = usable(caller);
        if (wish.isEmpty()) {
            return only(usable);
        }
        var name = wish.get();
        return find(usable, name).orElseGet(() -> caller.isOperator() ? any(name) : notAllowed(usable, name));
    }

    /** Of this host; what the operator says of one with a name holds by whatever path it is found. */
    private ChosenRepository any(String path) {
        var folder = open(path);
        return new ChosenRepository(folder, named.in(folder));
    }

    /** One of these: by its name, its folder, or the name of its folder if only one without a name of its own has it. */
    static Optional<ChosenRepository> find(List<ChosenRepository> usable, String name) {
        return usable.stream()
                .filter(repository -> repository.name().equals(name)
                        || repository.folder().toString().equals(name))
                .findFirst()
                .or(() -> byFolderName(usable, name));
    }

    private ChosenRepository only(List<ChosenRepository> usable) {
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

    private static Optional<ChosenRepository> byFolderName(List<ChosenRepository> usable, String name) {
        var found = usable.stream()
                .filter(repository -> repository.named().isEmpty())
                .filter(repository ->
                        name.equals(String.valueOf(repository.folder().getFileName())))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Callers learn the names of what they may use, and nothing of what else is on this host. */
    private static ChosenRepository notAllowed(List<ChosenRepository> usable, String name) {
        throw Problem.of(
                        403,
                        "repository_not_allowed",
                        "this service does not work on '" + name + "'; it works on: " + names(usable))
                .in("repository")
                .asException();
    }

    private static String names(List<ChosenRepository> usable) {
        return usable.isEmpty()
                ? "nothing yet"
                : usable.stream().map(ChosenRepository::name).collect(Collectors.joining(", "));
    }

    private List<ChosenRepository> known() {
        var withNames = named.all().stream().map(ChosenRepository::of).toList();
        var taken = withNames.stream().map(ChosenRepository::folder).toList();
        return Stream.concat(
                        withNames.stream(),
                        folders().stream()
                                .filter(folder -> !taken.contains(folder))
                                .map(folder -> new ChosenRepository(folder, Optional.empty())))
                .toList();
    }

    /** Opened once: a repository that cannot be opened at the first request is told to every caller until a restart. */
    private List<Path> folders() {
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
