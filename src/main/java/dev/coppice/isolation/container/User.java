package dev.coppice.isolation.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The user that Coppice runs as, by its numbers. */
record User(int id, int group) {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where processes are no files, as on a Mac, that of a file that was just made. */
    static User own() {
        var self = Path.of("/proc/self");
        return Files.exists(self) ? owner(self) : ownerOfNew();
    }

    private static User ownerOfNew() {
        try {
            var file = Files.createTempFile("coppice", null);
            try {
                return owner(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose file it is. */
    static User owner(Path file) {
        try {
            return new User((int) Files.getAttribute(file, "unix:uid"), (int) Files.getAttribute(file, "unix:gid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRoot() {
        return id == 0;
    }
}
