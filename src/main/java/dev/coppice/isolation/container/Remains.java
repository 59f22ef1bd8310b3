package dev.coppice.isolation.container;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes away folders in which something in a container may have put anything; follows no link. */
public final class Remains extends SimpleFileVisitor<Path> {

    private Remains() {}

    public static void delete(Path root) throws IOException {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new Remains());
        } else {
            Files.deleteIfExists(root);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.setPosixFilePermissions(folder, Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
    }

    /** A folder that nobody may enter is reported before it is offered: it is opened, and walked here. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(file)) {
            throw problem;
        }
        Files.setPosixFilePermissions(file, Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE));
        delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
        if (problem != null) {
            throw problem;
        }
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
    }
}
