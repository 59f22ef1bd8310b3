package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that this JVM runs as. */
final class OwnUser {

    private static final int ID = readId();

    private OwnUser() {}

    /** The numeric id; -1 where it cannot be read. */
    static int id() {
        return ID;
    }

    static boolean isRoot() {
        return ID == 0;
    }

    private static int readId() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }
}
