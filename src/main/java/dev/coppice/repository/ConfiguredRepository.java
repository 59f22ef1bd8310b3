package dev.coppice.repository;

import dev.coppice.git.Fetched;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.OriginClone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A repository that has a name, looked at without the application. */
public final class ConfiguredRepository {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final String name;
    private final RepositoriesConfig.Entry entry;
    private final List<String> variables;

    ConfiguredRepository(String name, RepositoriesConfig.Entry entry, List<String> variables) {
        this.variables = variables;
        this.name = name;
        this.entry = entry;
    }

    public String name() {
        return name;
    }

    /** Where it lies, as people may read it. */
    public String place() {
        return entry.path().or(() -> url().map(RemoteUrl::shown)).orElse("");
    }

    /** Why nobody can work on it now; asks the other side, for 20 seconds at most. */
    public Optional<String> objection() {
        return entry.path().map(Path::of).map(ConfiguredRepository::objection).orElseGet(this::unreachable);
    }

    private static Optional<String> objection(Path path) {
        return switch (GitRepository.open(path)) {
            case Opening.Opened(var repository) -> notTheTop(path, repository.topLevel());
            case Opening.Refused(var reason) -> Optional.of(reason);
        };
    }

    private static Optional<String> notTheTop(Path path, Path top) {
        try {
            return path.toRealPath().equals(top)
                    ? Optional.empty()
                    : Optional.of(path + " is not the top of a repository; that is " + top);
        } catch (IOException e) {
            return Optional.of(path + " cannot be read");
        }
    }

    private Optional<String> unreachable() {
        try {
            var url = url().orElseThrow();
            return switch (OriginClone.reach(url.text(), Credentials.of(entry).login(url, variables), PATIENCE)) {
                case Fetched.UpToDate _ -> Optional.empty();
                case Fetched.NotFetched(var _, var words) -> Optional.of(words);
            };
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<RemoteUrl> url() {
        return entry.url()
                .map(text -> RemoteUrl.read(text, entry.allowHttp()))
                .flatMap(reading ->
                        reading instanceof RemoteUrl.Reading.Read(var url) ? Optional.of(url) : Optional.empty());
    }

    /** The files with secrets that others on this host can read or write. */
    public List<String> openSecrets() {
        return Stream.of(entry.sshKeyFile(), entry.tokenFile())
                .flatMap(Optional::stream)
                .filter(file -> isOpen(Path.of(file)))
                .toList();
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Whether whoever listens on the way sees all that goes there. */
    public boolean isOverheard() {
        return url().filter(url -> url.scheme().equals("http")).isPresent();
    }
}
