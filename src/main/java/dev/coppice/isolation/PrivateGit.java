package dev.coppice.isolation;

import dev.coppice.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A repository as one sandbox sees it. It lies where the real one does, and reads the real one's objects; its branches, settings and what
 * belongs to the worktree are copies, there are no hooks, and new objects stay in it. Whatever is done to it is gone with the sandbox:
 * what a task has made is the files in its worktree.
 */
final class PrivateGit {

    private static final Path OBJECTS = Path.of("/run/coppice/objects");
    private static final String ALTERNATES = "info/alternates";

    /** In a repository, and in the part of it that belongs to one worktree. */
    private static final List<String> FILES =
            List.of("HEAD", "shallow", "info/exclude", "info/attributes", "info/grafts");

    private static final List<String> FILES_OF_WORKTREE =
            List.of("HEAD", "index", "commondir", "gitdir", "config.worktree", "info/sparse-checkout", "ORIG_HEAD");

    private final Path common;
    private final Path ofWorktree;
    private final Path copy;

    private PrivateGit(Path common, Path ofWorktree, Path copy) {
        this.common = common;
        this.ofWorktree = ofWorktree;
        this.copy = copy;
    }

    /** Makes the copy in an empty folder. */
    static PrivateGit make(GitRepository repository, Path worktree, String settings, Path copy) throws IOException {
        var common = repository.commonDirectory();
        var git = new PrivateGit(common, entry(repository, worktree), Files.createDirectories(copy));
        git.copyRepository(settings);
        git.copyFiles(git.ofWorktree, FILES_OF_WORKTREE);
        return git;
    }

    /** Found by what the repository says of its worktrees, since the worktree itself may say anything. */
    private static Path entry(GitRepository repository, Path worktree) throws IOException {
        if (repository.hasCheckout() && worktree.equals(repository.topLevel())) {
            return repository.checkoutDirectory();
        }
        var link = worktree.resolve(".git").toString();
        try (var entries = Files.newDirectoryStream(repository.commonDirectory().resolve("worktrees"))) {
            for (var entry : entries) {
                var back = entry.resolve("gitdir");
                if (Files.isRegularFile(back) && Files.readString(back).strip().equals(link)) {
                    return entry;
                }
            }
        }
        throw new IOException(worktree + " is no worktree of " + repository.commonDirectory());
    }

    private void copyRepository(String settings) throws IOException {
        Files.writeString(copy.resolve("config"), settings);
        for (var folder : List.of("hooks", "info", "refs/heads", "objects/info", "objects/pack")) {
            Files.createDirectories(copy.resolve(folder));
        }
        copyFiles(common, FILES);
        var tables = common.resolve("reftable");
        if (Files.isDirectory(tables)) {
            copyFolder(tables, copy.resolve("reftable"));
        } else {
            RefsCopy.write(common, copy);
        }
        var lines = new ArrayList<>(List.of(OBJECTS.toString()));
        borrowed(common.resolve("objects")).forEach(folder -> lines.add(folder.toString()));
        Files.write(copy.resolve("objects").resolve(ALTERNATES), lines);
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** With their times: git takes files as new as its index for suspect. */
    private void copyFiles(Path from, List<String> names) throws IOException {
        for (var name : names) {
            var source = from.resolve(name);
            if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
                var target = copy.resolve(common.relativize(source));
                Files.createDirectories(target.getParent());
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The object folders that a repository reads besides its own, as one that was cloned by reference does. */
    private static List<Path> borrowed(Path objects) throws IOException {
        var found = new ArrayList<Path>();
        var file = objects.resolve(ALTERNATES);
        if (Files.isRegularFile(file)) {
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    var other = objects.resolve(line.strip()).normalize();
                    found.add(other);
                    found.addAll(borrowed(other));
                }
            }
        }
        return found;
    }

    /** Puts it where the real one lies; the worktree must be there already. */
    void show(Mounts mounts, Path worktree) throws IOException {
        mounts.writable(copy, common);
        mounts.readOnly(common.resolve("objects"), OBJECTS);
        for (var folder : borrowed(common.resolve("objects"))) {
            mounts.readOnly(folder);
        }
        mounts.readOnly(copy.resolve("config"), common.resolve("config"));
        mounts.readOnly(copy.resolve("hooks"), common.resolve("hooks"));
        mounts.readOnly(ofWorktree.resolve("modules"));
        mounts.readOnly(common.resolve("lfs/objects"));
        var link = worktree.resolve(".git");
        if (Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)) {
            mounts.readOnly(link);
        }
    }
}
