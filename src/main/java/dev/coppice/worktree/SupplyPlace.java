package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where supplies lie in a worktree in which anybody may have left anything: no link there is followed. */
record SupplyPlace(Path directory) {

    /** Takes away whatever lies at the path: of a link, the link. */
    void clear(String path) throws IOException {
        var target = within(path);
        if (target.isPresent() && isBelowFolders(target.get())) {
            FileTree.delete(target.get());
        }
    }

    /** Whether nothing lies there. */
    boolean isEmpty(String path) {
        return within(path)
                .filter(target -> !Files.exists(target, LinkOption.NOFOLLOW_LINKS))
                .isPresent();
    }

    /** The place for it, below folders that are there now; empty if something else is in the way of one. */
    Optional<Path> open(String path) throws IOException {
        var target = within(path);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var at = directory;
        for (var name : directory.relativize(target.get().getParent())) {
            at = at.resolve(name.toString());
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(at);
            } else if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        }
        return target;
    }

    private boolean isBelowFolders(Path target) {
        for (var at = target.getParent(); at != null && !at.equals(directory); at = at.getParent()) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    /** What was written down beside the worktree may have been changed by an agent. */
    private Optional<Path> within(String path) {
        return RawName.below(directory, RawName.raw(path))
                .filter(target -> target.equals(target.normalize()))
                .filter(target -> target.startsWith(directory) && !target.equals(directory))
                .filter(target -> !target.startsWith(directory.resolve(".git")));
    }
}
