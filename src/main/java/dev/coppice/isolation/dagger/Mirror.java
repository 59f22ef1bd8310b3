package dev.coppice.isolation.dagger;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a folder what another one is: with its modes and links, without what is not in it. Follows no link on either side, so that nothing
 * outside is read or written; leaves alone what has not changed, so that build tools see no change.
 */
final class Mirror {

    private Mirror() {}

    /** What {@code from} holds is moved; what has a name of {@code leftOut} at the top stays as it is. */
    static void bringBack(Path from, Path to, Collection<String> leftOut) throws IOException {
        if (!Files.isDirectory(from, NOFOLLOW_LINKS) || !Files.isDirectory(to, NOFOLLOW_LINKS)) {
            throw new IOException("no folder: " + (Files.isDirectory(to, NOFOLLOW_LINKS) ? from : to));
        }
        level(from, to, Set.copyOf(leftOut));
    }

    private static void level(Path from, Path to, Set<String> leftOut) throws IOException {
        var names = new HashSet<String>();
        for (var entry : children(from)) {
            var name = entry.getFileName().toString();
            if (!leftOut.contains(name)) {
                names.add(name);
                one(entry, to.resolve(name));
            }
        }
        for (var entry : children(to)) {
            var name = entry.getFileName().toString();
            if (!names.contains(name) && !leftOut.contains(name)) {
                FileTree.delete(entry);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void one(Path from, Path to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            link(from, to);
        } else if (Files.isDirectory(from, NOFOLLOW_LINKS)) {
            folder(from, to);
        } else if (Files.isRegularFile(from, NOFOLLOW_LINKS)) {
            file(from, to);
        } else {
            FileTree.delete(to); // a pipe or socket means nothing where its process is not
        }
    }

    private static void link(Path from, Path to) throws IOException {
        var target = Files.readSymbolicLink(from);
        if (!Files.isSymbolicLink(to) || !Files.readSymbolicLink(to).equals(target)) {
            FileTree.delete(to);
            Files.createSymbolicLink(to, target);
        }
    }

    private static void folder(Path from, Path to) throws IOException {
        if (!Files.isDirectory(to, NOFOLLOW_LINKS)) {
            FileTree.delete(to);
            Files.createDirectory(to);
        }
        level(from, to, Set.of());
        copyMode(from, to);
    }

    private static void file(Path from, Path to) throws IOException {
        boolean isSame = Files.isRegularFile(to, NOFOLLOW_LINKS) && Files.mismatch(from, to) < 0;
        var permissions = Files.getPosixFilePermissions(from, NOFOLLOW_LINKS);
        if (!isSame) {
            FileTree.delete(to);
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        // Also takes away what could let the file run as somebody else.
        Files.setPosixFilePermissions(to, permissions);
    }

    private static void copyMode(Path from, Path to) throws IOException {
        var permissions = Files.getPosixFilePermissions(from, NOFOLLOW_LINKS);
        if (!Files.getPosixFilePermissions(to, NOFOLLOW_LINKS).equals(permissions)) {
            Files.setPosixFilePermissions(to, permissions);
        }
    }
}
