package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders that are checked out where a repository wants no more: they, and the files at its top. All other files stay in the index,
 * marked as not checked out, so that none of them counts as deleted.
 */
record SparseFolders(List<String> folders) {

    /** Git tries each on every file. */
    private static final int MOST_FILES = 1000;

    static SparseFolders all() {
        return new SparseFolders(List.of());
    }

    boolean isAll() {
        return folders.isEmpty();
    }

    /** A git that heeds what {@link #offer} has written. */
    Git heeded(Git git) {
        return isAll() ? git : git.configured("core.sparseCheckout=true").configured("core.sparseCheckoutCone=false");
    }

    /** Writes the rules where git looks for them; {@code files} are checked out besides. */
    void offer(Path entry, List<String> files) throws IOException {
        if (isAll()) {
            return;
        }
        var rules = new StringBuilder("/*\n!/*/\n");
        folders.forEach(folder -> rules.append('/').append(escaped(folder)).append("/\n"));
        files.forEach(file -> rules.append('/').append(escaped(file)).append('\n'));
        Files.createDirectories(entry.resolve("info"));
        Files.writeString(entry.resolve("info").resolve("sparse-checkout"), rules);
    }

    /** The files outside that a tree has otherwise than the commit: whoever looks at the tree is to see them. */
    List<String> changedOutside(Git git, CommitId base, String tree) {
        return isAll() || base.sha().equals(tree)
                ? List.of()
                : TreeChange.between(git, base.sha(), tree).stream()
                        .map(change -> RawName.text(change.path()))
                        .filter(path -> path.indexOf('/') >= 0 && path.indexOf('\n') < 0)
                        .filter(path -> folders.stream().noneMatch(folder -> path.startsWith(folder + "/")))
                        .limit(MOST_FILES)
                        .toList();
    }

    private static String escaped(String path) {
        return path.replaceAll("[\\\\*?\\[\\]!# ]", "\\\\$0");
    }
}
