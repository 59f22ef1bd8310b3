package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the worktree of a number lies in its pool's folder, and beside it what Coppice keeps about it, out of agents' sight.
 *
 * @param folder by its real path
 */
record WorktreePlace(Path folder, int number) {

    private static final String INDEX = "index";

    Path directory() {
        return folder.resolve(String.valueOf(number));
    }

    /** Coppice's own index of it. */
    Path index() {
        return beside(INDEX);
    }

    /** A file that goes with it. */
    Path beside(String name) {
        return folder.resolve(number + "." + name);
    }

    /** Whether anything is in its place. */
    boolean isTaken() {
        return Files.exists(directory(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes the directory and all that lies beside it for it off the disk. */
    void clear() throws IOException {
        FileTree.delete(directory());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(this::isBeside).toList()) {
                FileTree.delete(file);
            }
        }
    }

    private boolean isBeside(Path file) {
        return String.valueOf(file.getFileName()).startsWith(number + ".");
    }
}
