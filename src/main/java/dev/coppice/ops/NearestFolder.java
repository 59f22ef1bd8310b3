package dev.coppice.ops;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a folder that may not be there yet would be made. */
final class NearestFolder {

    private NearestFolder() {}

    /** The path itself, or the closest above it that exists; it may be a file. */
    static Path of(Path path) {
        var at = path.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
