package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder for temporary files of one attempt, which only its owner enters and which goes with everything in it. */
public record ScratchFolder(Path path) {

    /** Makes it afresh below {@code parent}; its path is short, because sockets in it may have no more than 107 bytes. */
    public static ScratchFolder fresh(Path parent, int number) throws IOException {
        makeParent(parent);
        var folder = new ScratchFolder(parent.resolve(String.valueOf(number)));
        folder.remove();
        Files.createDirectory(folder.path(), ownerOnly());
        return folder;
    }

    /** One after another: whoever finds none must not take away what another has just made. */
    private static synchronized void makeParent(Path parent) throws IOException {
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            FileTree.delete(parent);
            Files.createDirectories(parent, ownerOnly());
        }
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    /** Takes away what lies there, and no more than a link where somebody has put one. */
    public void remove() throws IOException {
        FileTree.delete(path);
    }
}
