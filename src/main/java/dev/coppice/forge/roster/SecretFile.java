package dev.coppice.forge.roster;

import dev.coppice.forge.ForgeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** A file with a secret in it, which is read anew each time so that it can be replaced while a service runs. */
record SecretFile(String forge, String path) {

    private static final int MOST_BYTES = 65_536;

    /** Nobody but the owner may do anything with it. */
    String read() {
        var file = Path.of(path);
        try {
            if (!Files.isRegularFile(file)) {
                throw wrong("is no file");
            }
            var open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            open.remove(PosixFilePermission.OWNER_READ);
            open.remove(PosixFilePermission.OWNER_WRITE);
            if (!open.isEmpty()) {
                throw wrong("is " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                        + "; nobody but its owner may have rights on it: chmod 600");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw wrong("holds more than a secret");
            }
            return Files.readString(file).strip();
        } catch (IOException | UnsupportedOperationException e) {
            throw wrong("cannot be read");
        }
    }

    /** Somebody may put it right meanwhile. */
    private ForgeFailure wrong(String what) {
        return new ForgeFailure(ForgeFailure.Kind.LATER, "the forge " + forge + ": " + path + " " + what);
    }
}
