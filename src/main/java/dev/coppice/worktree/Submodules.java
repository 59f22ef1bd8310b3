package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The submodules of one worktree: each gets the files of the commit that is recorded for it, from the user's own clone of it and without any
 * network; one that the user has not cloned is an empty folder, as in any new worktree. Costs nothing where there is no {@code .gitmodules}.
 */
final class Submodules {

    private static final String GITLINK = "160000 ";

    private final GitRepository repository;
    private final Path index;
    private final Map<String, Optional<SubmoduleFolder>> own = new HashMap<>();

    /** What the index of a worktree says; those of its submodules lie beside it. */
    Submodules(GitRepository repository, Path index) {
        this.repository = repository;
        this.index = index;
    }

    private record Recorded(String path, CommitId commit) {}

    /** Whether the worktree recorded any when it was last written. */
    boolean areThere() {
        return !own.isEmpty();
    }

    /** Brings all of them to what the worktree's index records, whatever lies there. */
    void write(Git git, Path top, Path modules, Cleaning cleaning) throws IOException {
        own.clear();
        FileTree.delete(modules);
        var clones = List.of(
                repository.checkoutDirectory().resolve("modules"),
                repository.commonDirectory().resolve("modules"));
        own.putAll(write(git, top, modules, clones, cleaning));
    }

    private Map<String, Optional<SubmoduleFolder>> write(
            Git git, Path top, Path modules, List<Path> clones, Cleaning cleaning) throws IOException {
        var written = new HashMap<String, Optional<SubmoduleFolder>>();
        if (Files.isRegularFile(top.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
            var names = names(git, top);
            for (var recorded : recorded(git)) {
                var clone = Optional.ofNullable(names.get(recorded.path))
                        .flatMap(name -> SubmoduleClone.find(clones, name))
                        .filter(found -> found.has(repository, recorded.commit));
                written.put(recorded.path, write(recorded, clone, top, modules, cleaning));
            }
        }
        return written;
    }

    private Optional<SubmoduleFolder> write(
            Recorded recorded, Optional<SubmoduleClone> clone, Path top, Path modules, Cleaning cleaning)
            throws IOException {
        var place = RawName.below(top, recorded.path);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        makeReal(top, place.get());
        if (clone.isEmpty()) {
            FileTree.delete(place.get());
            Files.createDirectories(place.get());
            return Optional.empty();
        }
        String key = key(place.get());
        var folder = new SubmoduleFolder(
                place.get(), modules.resolve(key), index.resolveSibling(index.getFileName() + "." + key), clone.get());
        folder.fill(repository, recorded.commit, cleaning);
        var nested = List.of(clone.get().modules());
        write(folder.git(repository), place.get(), folder.gitDirectory().resolve("modules"), nested, cleaning);
        return Optional.of(folder);
    }

    private static String key(Path folder) {
        return UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A link on the way would lead out of the worktree. */
    private static void makeReal(Path top, Path folder) throws IOException {
        var at = top;
        for (var part : top.relativize(folder)) {
            at = at.resolve(part);
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                FileTree.delete(at);
                Files.createDirectory(at);
            }
        }
    }

    /** Each line reads {@code 160000 <commit> 0<tab><path>}. */
    private static List<Recorded> recorded(Git git) {
        var found = new ArrayList<Recorded>();
        for (String line : git.demandAnswer("", "ls-files", "--stage", "-z").rawFields()) {
            if (line.startsWith(GITLINK)) {
                int tab = line.indexOf('\t');
                var commit = new CommitId(line.substring(GITLINK.length(), line.indexOf(' ', GITLINK.length())));
                found.add(new Recorded(line.substring(tab + 1), commit));
            }
        }
        return found;
    }

    /** The names of submodules by their paths. Each field reads {@code submodule.<name>.path<newline><path>}. */
    private static Map<String, String> names(Git git, Path top) {
        String[] line = {
            "config",
            "--no-includes",
            "-z",
            "--file",
            top.resolve(".gitmodules").toString(),
            "--get-regexp",
            "^submodule\\..*\\.path$"
        };
        var names = new HashMap<String, String>();
        for (String field : git.ask("", line).rawFields()) {
            int end = field.indexOf('\n');
            if (end > 0) {
                String key = field.substring(0, end);
                String name = key.substring("submodule.".length(), key.length() - ".path".length());
                names.put(field.substring(end + 1), RawName.text(name));
            }
        }
        return names;
    }

    /** Lets git see again what an agent has hidden from it; before the worktree's own files are looked at. */
    void relink() throws IOException {
        for (var folder : own.values()) {
            if (folder.isPresent()) {
                folder.get().relink();
            }
        }
    }

    /** Whether the path is a submodule that may be recorded at that commit: one that the user's own clone has. */
    boolean mayBeAt(String path, CommitId commit) {
        return own.getOrDefault(path, Optional.empty())
                .filter(folder -> folder.origin().has(repository, commit))
                .isPresent();
    }

    boolean isOne(String path) {
        return own.containsKey(path);
    }
}
