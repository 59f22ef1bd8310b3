package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What the repository keeps about one of our worktrees: the folder {@code worktrees/<name>} of its common directory.
 *
 * <p>An agent can write there. So it is never read for facts, and restored to exactly what a worktree at rest has: a detached HEAD, an
 * index, and the two files that tie it to its repository and its directory; submodules are {@link Submodules}' affair. Rebases, merges,
 * locks and settings of its own go.
 */
final class WorktreeEntry {

    private static final Set<String> KEPT = Set.of("commondir", "gitdir", "HEAD", "index");

    /** Where the git directories of the worktree's submodules are. */
    private static final String MODULES = "modules";

    private final Path folder;
    private final Path directory;

    private WorktreeEntry(Path folder, Path directory) {
        this.folder = folder;
        this.directory = directory;
    }

    /** Finds the entry of the directory, by what the entry says, since the directory may say anything. */
    static Optional<WorktreeEntry> find(Path commonDirectory, Path directory) throws IOException {
        var entries = commonDirectory.resolve("worktrees");
        if (!Files.isDirectory(entries)) {
            return Optional.empty();
        }
        try (var folders = Files.list(entries)) {
            return folders.filter(folder -> belongsTo(folder, directory))
                    .findFirst()
                    .map(folder -> new WorktreeEntry(folder, directory));
        }
    }

    private static boolean belongsTo(Path folder, Path directory) {
        try {
            return Files.readString(folder.resolve("gitdir")).strip().equals(link(directory));
        } catch (IOException e) {
            return false;
        }
    }

    private static String link(Path directory) {
        return directory.resolve(".git").toString();
    }

    Path folder() {
        return folder;
    }

    /** Restores the entry, and the worktree's {@code .git} file, which leads git to it. */
    void restore(CommitId head) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            FileTree.delete(folder);
            Files.createDirectories(folder);
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!isKept(file)) {
                    FileTree.delete(file);
                }
            }
        }
        write(folder.resolve("commondir"), "../..\n");
        write(folder.resolve("gitdir"), link(directory) + "\n");
        write(folder.resolve("HEAD"), head + "\n");
        write(directory.resolve(".git"), "gitdir: " + folder + "\n");
    }

    private static boolean isKept(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.equals(MODULES)
                ? Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                : KEPT.contains(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    Path modules() {
        return folder.resolve(MODULES);
    }

    /** Gives the worktree's user an index that knows the files as they are. */
    void offerIndex(Path index) throws IOException {
        var copy = folder.resolve("index.coppice");
        Files.copy(index, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, folder.resolve("index"), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        FileTree.delete(folder);
    }

    private static void write(Path file, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !Arrays.equals(Files.readAllBytes(file), content)) {
            // At once: a git that makes another worktree reads this one's files too.
            var part = file.resolveSibling(file.getFileName() + ".part");
            FileTree.delete(part);
            Files.write(part, content);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                FileTree.delete(file);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
