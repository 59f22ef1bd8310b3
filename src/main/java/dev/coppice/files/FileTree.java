package dev.coppice.files;

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
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks over folders in which anything may lie; never follows a link. */
public final class FileTree {

    private FileTree() {}

    /** Deletes the file, link or folder, if it is there. */
    public static void delete(Path root) throws IOException {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new Deletion());
        } else {
            Files.deleteIfExists(root);
        }
    }

    /** Deletes all that is in the folder but for what has this name. */
    public static void deleteBelow(Path folder, String kept) throws IOException {
        try (var files = Files.newDirectoryStream(folder, file -> !file.endsWith(kept))) {
            for (var file : files) {
                delete(file);
            }
        }
    }

    /** Lets the owner read and write everything, and enter every folder. */
    public static void makeAccessible(Path root) throws IOException {
        makeAccessible(root, _ -> false);
    }

    /** The same, but for the files and folders that are somebody else's. */
    public static void makeAccessible(Path root, Predicate<Path> left) throws IOException {
        Files.walkFileTree(root, new Opening(left));
    }

    /** The folders below the root, relative to it, that hold a {@code .git} of their own. */
    public static List<String> repositoriesBelow(Path root) throws IOException {
        var found = new ArrayList<String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(root) && Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                    found.add(root.relativize(folder).toString());
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** The path is no link: the JDK changes permissions without following links only of what it may open. */
    private static void add(Path path, Set<PosixFilePermission> wanted) throws IOException {
        var permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (permissions.addAll(wanted)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static class Opening extends SimpleFileVisitor<Path> {

        private final Predicate<Path> left;

        Opening(Predicate<Path> left) {
            this.left = left;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (left.test(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            add(folder, Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !left.test(file)) {
                add(file, Set.of(OWNER_READ, OWNER_WRITE));
            }
            return FileVisitResult.CONTINUE;
        }

        /** A folder that could not be opened: the walk reports it before it offers it, so it is opened and walked here. */
        @Override
        public FileVisitResult visitFileFailed(Path path, IOException problem) throws IOException {
            if (left.test(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(path)) {
                throw problem;
            }
            add(path, Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE));
            Files.walkFileTree(path, this);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deletion extends Opening {

        Deletion() {
            super(_ -> false);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
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
}
