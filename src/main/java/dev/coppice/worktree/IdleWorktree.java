package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A worktree of a pool that no process uses: whether anything would be lost with it, and its end. */
public final class IdleWorktree {

    private static final int NAMED = 3;

    private final WorktreePlace place;

    private IdleWorktree(WorktreePlace place) {
        this.place = place;
    }

    /** The worktrees in a pool's folder, in the order of their numbers; only while nobody lends them. */
    public static List<IdleWorktree> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        // Git writes real paths into its entries.
        var real = folder.toRealPath();
        try (Stream<Path> files = Files.list(real)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .map(number -> new IdleWorktree(new WorktreePlace(real, number)))
                    .toList();
        }
    }

    public Path directory() {
        return place.directory();
    }

    /**
     * What would be lost with it, for people; empty if all its files are as Coppice last checked them out, which git has. Files that
     * git ignores are nobody's work.
     *
     * @param git on the worktree's repository, or on any if that is gone
     */
    public Optional<String> unsaved(Git git) {
        var copy = place.beside("index.look");
        try {
            if (!Files.isRegularFile(place.index(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("nothing tells what was checked out in it");
            }
            Files.copy(place.index(), copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            return difference(git.in(directory())
                    .with("GIT_WORK_TREE", directory().toString())
                    .with("GIT_INDEX_FILE", copy.toString()));
        } catch (GitFailure | IOException e) {
            return Optional.of("it cannot be looked at: " + e.getMessage());
        } finally {
            deleteQuietly(copy);
        }
    }

    private Optional<String> difference(Git git) throws IOException {
        // Only after a refresh does a file that was merely touched count as unchanged.
        git.ask("", "update-index", "-q", "--refresh");
        var paths = new ArrayList<>(
                git.demandAnswer("", "diff-files", "--name-only", "-z").fields());
        var supplies = SupplyRound.recorded(place.beside(SupplyRound.RECORD));
        git.demandAnswer("", "ls-files", "--others", "--exclude-standard", "-z").fields().stream()
                .filter(path -> !supplies.cover(RawName.raw(path)))
                .forEach(paths::add);
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        var named = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
        return Optional.of("it holds work that nobody has kept: " + named
                + (paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : ""));
    }

    private static void deleteQuietly(Path copy) {
        try {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + ".lock"));
        } catch (IOException e) {
            // A copy too much harms nobody; the pool's next end takes it along.
        }
    }

    /** Takes it off the disk and, if there is one, out of the repository; the pool's folder goes with its last worktree. */
    public void remove(Optional<GitRepository> repository) throws IOException {
        if (repository.isPresent()) {
            new PooledWorktree(repository.get(), place).remove();
        } else {
            place.clear();
        }
        try {
            Files.deleteIfExists(place.folder());
        } catch (DirectoryNotEmptyException e) {
            // Another worktree is still there.
        }
    }
}
