package dev.coppice.isolation.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The user that Coppice runs as, by its numbers. */
record User(int id, int group) {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    static User own() {
        return owner(Path.of("/proc/self"));
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
