package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import dev.coppice.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What git finds in an attempt's containers: a repository of the attempt's own, which borrows the objects of the user's and can only read
 * them. It begins with HEAD and index as they are in the worktree, and knows the user's branches and tags, of which it has copies. Whatever
 * is committed, moved, configured or planted there, the user's repository has none of it; what counts are the worktree's files.
 */
final class GitView {

    /** What must be the same for files to look the same; everything else in a repository's settings may be secret, or a program. */
    private static final String SETTINGS =
            "^(core\\.(autocrlf|eol|filemode|ignorecase|symlinks|precomposeunicode)|extensions\\.objectformat)$";

    private static final Pattern HARMLESS = Pattern.compile("(core|extensions)\\.([a-z]+)\n([a-z0-9]*)");
    private static final int MOST_ALTERNATES = 16;

    private final GitRepository repository;
    private final Path folder;
    private final Path pointer;
    private String made = "";

    /** Its files are in the attempt's folder. */
    GitView(GitRepository repository, AttemptFolder attempt) {
        this.repository = repository;
        this.folder = attempt.path().resolve("git");
        this.pointer = attempt.path().resolve("gitfile");
    }

    /** What a container is given of it; made anew wherever Coppice has moved the worktree since, and else as the last command left it. */
    List<Mount> mounts(Path worktree) throws IOException {
        var entry = repository.worktreeEntry(worktree);
        var state = state(entry);
        if (!state.equals(made)) {
            make(entry);
            made = state;
        }
        var mounts = new ArrayList<>(List.of(Mount.writable(folder), Mount.over(worktree.resolve(".git"), pointer)));
        alternates().stream().map(Mount::readable).forEach(mounts::add);
        return mounts;
    }

    private static String state(Path entry) throws IOException {
        var index = entry.resolve("index");
        return Files.readString(entry.resolve("HEAD"), StandardCharsets.UTF_8)
                + (isFile(index) ? Files.readAttributes(index, "unix:ino,lastModifiedTime,size") : "");
    }

    private void make(Path entry) throws IOException {
        FileTree.delete(folder);
        Files.createDirectory(folder, AttemptFolder.ownerOnly());
        Files.createDirectories(folder.resolve("objects").resolve("info"));
        Files.createDirectories(folder.resolve("refs").resolve("heads"));
        Files.createDirectories(folder.resolve("info"));
        Files.writeString(pointer, "gitdir: " + folder + "\n");
        Files.writeString(
                folder.resolve("objects").resolve("info").resolve("alternates"),
                alternates().getFirst() + "\n");
        copy(entry, "HEAD");
        copy(entry, "index");
        copy(entry, "info/sparse-checkout");
        copy(repository.commonDirectory(), "info/exclude");
        copy(repository.commonDirectory(), "info/attributes");
        copy(repository.commonDirectory(), "shallow");
        Files.writeString(folder.resolve("config"), config(isFile(entry.resolve("info/sparse-checkout"))));
        Files.writeString(folder.resolve("packed-refs"), refs());
    }

    /** The time stamp goes along: git takes entries as new as their index for suspect and reads those files again. */
    private void copy(Path from, String name) throws IOException {
        if (isFile(from.resolve(name))) {
            Files.copy(from.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private String config(boolean isSparse) {
        var config = new StringBuilder("[user]\n\tname = Coppice agent\n\temail = agent@coppice.invalid\n");
        config.append("[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[core]\n\tbare = false\n");
        if (isSparse) {
            config.append("\tsparseCheckout = true\n\tsparseCheckoutCone = false\n");
        }
        var settings = repository
                .git()
                .ask("", "config", "--null", "--get-regexp", SETTINGS)
                .fields();
        boolean isExtended = settings.stream().anyMatch(setting -> setting.startsWith("extensions."));
        config.append("\trepositoryformatversion = ").append(isExtended ? 1 : 0).append('\n');
        settings.stream()
                .map(HARMLESS::matcher)
                .filter(setting -> setting.matches())
                .forEach(setting -> config.append('[')
                        .append(setting.group(1))
                        .append("]\n\t")
                        .append(setting.group(2))
                        .append(" = ")
                        .append(setting.group(3))
                        .append('\n'));
        return config.toString();
    }

    private String refs() {
        String[] line = {"for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/tags", "refs/remotes"
        };
        return repository
                .git()
                .demand(line)
                .lines()
                .collect(Collectors.joining("\n", "# pack-refs with: sorted\n", "\n"));
    }

    /** The user's objects, and those that they borrow in turn. */
    private List<Path> alternates() throws IOException {
        var found = new ArrayList<Path>();
        found.add(repository.commonDirectory().resolve("objects"));
        for (int at = 0; at < found.size() && at < MOST_ALTERNATES; at++) {
            var objects = found.get(at);
            var file = objects.resolve("info").resolve("alternates");
            if (isFile(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> objects.resolve(line).normalize())
                        .filter(Files::isDirectory)
                        .filter(path -> !found.contains(path))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
