package dev.coppice.worktree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies a file or folder out of the user's checkout, with modes and times. Links are copied as links, and only if they stay within the
 * checkout: nothing is ever read through one.
 */
final class SupplyCopy extends SimpleFileVisitor<Path> {

    private final Path top;
    private final Path source;
    private final Path target;
    private final List<String> left = new ArrayList<>();

    private SupplyCopy(Path top, Path source, Path target) {
        this.top = top;
        this.source = source;
        this.target = target;
    }

    /** Returns what was left out, with the reason, for people. */
    static List<String> copy(Path top, String path, Path target) throws IOException {
        var copy = new SupplyCopy(top, top.resolve(path), target);
        Files.walkFileTree(copy.source, copy);
        return copy.left;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.createDirectory(targetOf(folder));
        return FileVisitResult.CONTINUE;
    }

    /** Only now: a folder may be one that not even its owner writes to. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
        if (problem != null) {
            throw problem;
        }
        Files.setPosixFilePermissions(
                targetOf(folder), Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            copyLink(file);
        } else if (attributes.isRegularFile()) {
            copyFile(file);
        } else {
            leave(file, "is no file");
        }
        return FileVisitResult.CONTINUE;
    }

    private void copyFile(Path file) throws IOException {
        try {
            Files.copy(file, targetOf(file), LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (AccessDeniedException e) {
            leave(file, "may not be read");
        } catch (NoSuchFileException e) {
            leave(file, "has just gone");
        }
    }

    private void copyLink(Path link) throws IOException {
        var leadsTo = Files.readSymbolicLink(link);
        boolean staysInside = !leadsTo.isAbsolute()
                && link.resolveSibling(leadsTo).normalize().startsWith(top);
        if (staysInside) {
            Files.createSymbolicLink(targetOf(link), leadsTo);
        } else {
            leave(link, "is a link that leads elsewhere");
        }
    }

    /** The user is at work there, too. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        switch (problem) {
            case AccessDeniedException _ -> leave(file, "may not be read");
            case NoSuchFileException _ -> leave(file, "has just gone");
            default -> throw problem;
        }
        return FileVisitResult.CONTINUE;
    }

    private void leave(Path file, String why) {
        left.add(top.relativize(file) + " " + why + ": not copied");
    }

    private Path targetOf(Path file) {
        return target.resolve(source.relativize(file).toString());
    }
}
