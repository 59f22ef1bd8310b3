package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a file so that a crash, of the machine too, leaves the old one or the new one. */
final class DurableFile {

    private DurableFile() {}

    static void write(Path file, byte[] content) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        // What lies there may be a link that an agent made to a file elsewhere, or a folder.
        FileTree.delete(part);
        Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        sync(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ);
    }

    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (var channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
