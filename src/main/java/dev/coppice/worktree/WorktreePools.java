package dev.coppice.worktree;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes the pools of this data folder, of the size that is configured. */
@ApplicationScoped
public class WorktreePools {

    private final OwnFolder own;
    private final WorktreeConfig config;
    private final FreeSpace space;
    private final Map<String, Path> repositories = new ConcurrentHashMap<>();

    WorktreePools(OwnFolder own, WorktreeConfig config, FreeSpace space) {
        this.own = own;
        this.config = config;
        this.space = space;
    }

    /** The pool of the repository that its users know by this path, for so many tasks at once; to be made once. */
    public WorktreePool make(GitRepository repository, Path path, int slots) {
        var name = RepositoryFolder.name(path);
        repositories.put(name, path);
        var folder = own.worktrees().resolve(name);
        return new WorktreePool(repository, folder, new PoolSize(slots, Math.max(0, config.spare()), space::suffices));
    }

    /** What lies in the data folder, of earlier processes as well, folder by folder. */
    public List<PresentWorktree> present() {
        try (Stream<Path> folders = Files.list(own.worktrees())) {
            return folders.sorted().flatMap(this::presentIn).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<PresentWorktree> presentIn(Path folder) {
        var repository = Optional.ofNullable(repositories.get(String.valueOf(folder.getFileName())));
        try {
            return IdleWorktree.in(folder).stream()
                    .map(worktree -> new PresentWorktree(repository, worktree.directory()));
        } catch (IOException e) {
            return Stream.empty(); // Taken away just now.
        }
    }
}
