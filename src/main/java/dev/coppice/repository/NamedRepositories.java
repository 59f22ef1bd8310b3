package dev.coppice.repository;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.RemoteLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The repositories that the operator has named, in the order of their names. */
@ApplicationScoped
public class NamedRepositories {

    private static final String NOWHERE = "none";

    private final Map<String, RepositoriesConfig.Entry> entries;
    private final Path clones;
    private final List<String> variables;

    NamedRepositories(RepositoriesConfig config, CloneConfig clones, ReachConfig reach, OwnFolder own) {
        this.variables = reach.environment().orElse(List.of());
        this.entries = new TreeMap<>(config.named());
        this.clones = clones.folder().orElseGet(() -> own.root().resolve("repositories"));
        var problems = EntryCheck.problems(config);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    public List<NamedRepository> all() {
        return entries.keySet().stream().flatMap(name -> named(name).stream()).toList();
    }

    public Optional<NamedRepository> named(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> repository(name, entry));
    }

    /** The one that executions know by this folder. */
    public Optional<NamedRepository> in(Path folder) {
        return entries.entrySet().stream()
                .filter(entry -> folder(entry.getKey(), entry.getValue()).equals(folder))
                .findFirst()
                .map(entry -> repository(entry.getKey(), entry.getValue()));
    }

    /** The folder of the repository that has this name; what is nobody's name is given back. */
    public String folderOf(String name) {
        return named(name).map(repository -> repository.folder().toString()).orElse(name);
    }

    /** What people call the repository that executions know by this folder: by its name, if it has one. */
    public String shown(Path folder) {
        return in(folder).map(NamedRepository::name).orElseGet(folder::toString);
    }

    /** By what git gets into it; empty if it lies here. An {@link IllegalStateException} says what is missing. */
    public Optional<RemoteLogin> login(NamedRepository repository) {
        return repository
                .url()
                .flatMap(url -> Optional.ofNullable(entries.get(repository.name()))
                        .map(entry -> Credentials.of(entry).login(url, variables)));
    }

    private NamedRepository repository(String name, RepositoriesConfig.Entry entry) {
        var url = url(entry);
        return new NamedRepository(
                name,
                folder(name, entry),
                url,
                entry.base(),
                entry.push().or(() -> url.map(_ -> "origin")).filter(words -> !words.equals(NOWHERE)),
                entry.agents(),
                entry.limit(),
                RepositoryRules.of(entry));
    }

    private static Optional<RemoteUrl> url(RepositoriesConfig.Entry entry) {
        return entry.url()
                .map(text -> RemoteUrl.read(text, entry.allowHttp()))
                .flatMap(reading ->
                        reading instanceof RemoteUrl.Reading.Read(var url) ? Optional.of(url) : Optional.empty());
    }

    /** As git names it, if the path is the top of a checkout: links on the way to it make no difference. */
    private Path folder(String name, RepositoriesConfig.Entry entry) {
        return entry.path().map(NamedRepositories::real).orElseGet(() -> clone(name));
    }

    static Path real(String path) {
        try {
            return Path.of(path).toRealPath();
        } catch (IOException e) {
            return Path.of(path).normalize();
        }
    }

    private Path clone(String name) {
        try {
            return Files.createDirectories(clones).toRealPath().resolve(name + ".git");
        } catch (IOException e) {
            throw new IllegalStateException("there is no room for clones in " + clones + ": " + e.getMessage(), e);
        }
    }
}
