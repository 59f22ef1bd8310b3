package dev.coppice.worktree;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import dev.coppice.task.ExecutionId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The users' checkouts that this data folder's Coppice works in, each known once. */
@ApplicationScoped
public class LocalCheckouts {

    private static final Logger LOG = Logger.getLogger(LocalCheckouts.class);

    private final Path folder;
    private final Map<Path, LocalCheckout> byGitDirectory = new ConcurrentHashMap<>();

    LocalCheckouts(OwnFolder own) {
        this.folder = own.checkouts();
    }

    /** The checkout that the repository was opened in; a bare repository has none. */
    public LocalCheckout of(GitRepository repository) {
        return byGitDirectory.computeIfAbsent(
                repository.checkoutDirectory(),
                place -> new LocalCheckout(
                        repository, folder.resolve(RepositoryFolder.name(repository.topLevel(), place))));
    }

    void close(@Observes ShutdownEvent event) {
        byGitDirectory.values().forEach(LocalCheckout::close);
    }

    /** A checkout that has not been given back yet, and whose execution has it. */
    public record Held(Path checkout, ExecutionId execution) {}

    private static Optional<Journal> journal(Path stay) throws IOException {
        try {
            return new StayFolder(stay).journal();
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warnf("the journal in %s cannot be read, so its checkout is left as it is: %s", stay, e.getMessage());
            return Optional.empty();
        }
    }

    public List<Held> held() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var held = new ArrayList<Held>();
        try (var folders = Files.list(folder)) {
            for (var one : folders.toList()) {
                journal(one).ifPresent(journal -> held.add(new Held(journal.checkout(), journal.execution())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(held);
    }
}
