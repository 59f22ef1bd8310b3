package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RepositoryLock;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a repository still keeps about a worktree of ours whose directory is gone.
 *
 * @param entry the folder in the repository
 * @param directory where the worktree was
 */
public record LostWorktree(Path entry, Path directory) {

    /** Those whose directory was below {@code worktrees}; entries of anybody else's are not looked at twice. */
    public static List<LostWorktree> of(GitRepository repository, Path worktrees) throws IOException {
        var entries = repository.commonDirectory().resolve("worktrees");
        if (!Files.isDirectory(entries, LinkOption.NOFOLLOW_LINKS) || !Files.isDirectory(worktrees)) {
            return List.of();
        }
        var real = worktrees.toRealPath();
        var lost = new ArrayList<LostWorktree>();
        try (Stream<Path> folders = Files.list(entries)) {
            for (var folder : folders.sorted().toList()) {
                target(folder)
                        .filter(directory -> directory.startsWith(real) && !directory.equals(real))
                        .filter(directory -> !Files.exists(directory, LinkOption.NOFOLLOW_LINKS))
                        .ifPresent(directory -> lost.add(new LostWorktree(folder, directory)));
            }
        }
        return List.copyOf(lost);
    }

    private static Optional<Path> target(Path folder) {
        try {
            var link =
                    Path.of(Files.readString(folder.resolve("gitdir")).strip()).normalize();
            return link.endsWith(".git") ? Optional.ofNullable(link.getParent()) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The commit that only this entry may still hold; empty if its HEAD names a branch or nothing. */
    public Optional<CommitId> head() {
        try {
            return Optional.of(
                    new CommitId(Files.readString(entry.resolve("HEAD")).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public void remove() throws IOException {
        var common = entry.resolve("../..").normalize();
        RepositoryLock.of(common).during(() -> FileTree.delete(entry));
    }
}
