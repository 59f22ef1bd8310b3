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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes the pools of this data folder, of the size that is configured. */
@ApplicationScoped
public class WorktreePools {

    private final OwnFolder own;
    private final WorktreeConfig config;
    private final FreeSpace space;
    private final DiskUses uses;
    private final Map<String, Path> repositories = new ConcurrentHashMap<>();

    WorktreePools(OwnFolder own, WorktreeConfig config, FreeSpace space, DiskUses uses) {
        this.own = own;
        this.config = config;
        this.space = space;
        this.uses = uses;
    }

    /** The pool of the repository that its users know by this path, for so many tasks at once; to be made once. */
    public WorktreePool make(GitRepository repository, Path path, int slots) {
        var name = RepositoryFolder.name(path);
        repositories.put(name, path);
        var folder = own.worktrees().resolve(name);
        return new WorktreePool(repository, folder, new PoolSize(slots, Math.max(0, config.spare()), space::suffices));
    }

    /** What lies in the data folder, of earlier processes as well, folder by folder, and what it takes of the disk, as far as that is known. */
    public List<PresentWorktree> present() {
        var directories = directories();
        var measured = uses.of(directories);
        return directories.stream()
                .map(directory -> new PresentWorktree(
                        repository(directory), directory, Optional.ofNullable(measured.get(directory))))
                .toList();
    }

    private Optional<Path> repository(Path directory) {
        var pool = Objects.requireNonNull(directory.getParent());
        return Optional.ofNullable(repositories.get(String.valueOf(pool.getFileName())));
    }

    private List<Path> directories() {
        try (Stream<Path> folders = Files.list(own.worktrees())) {
            return folders.sorted().flatMap(WorktreePools::directoriesIn).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> directoriesIn(Path folder) {
        try {
            return IdleWorktree.in(folder).stream().map(IdleWorktree::directory);
        } catch (IOException e) {
            return Stream.empty(); // Taken away just now.
        }
    }
}
