package dev.coppice.webhook;

import dev.coppice.database.OwnFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The key that is not in the database: a file with 32 bytes as Base64, which only its owner may read. */
@ApplicationScoped
class KeyFile {

    private static final int LENGTH = 32;

    private final SealConfig config;
    private final OwnFolder folder;

    KeyFile(SealConfig config, OwnFolder folder) {
        this.config = config;
        this.folder = folder;
    }

    /** Empty if there is none yet, or none that can be used. */
    Optional<byte[]> read() {
        try {
            var key = Base64.getDecoder().decode(Files.readString(file()).strip());
            return Optional.of(key).filter(bytes -> bytes.length == LENGTH);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Makes this data folder's own if it is missing; empty if the operator has named another one, and that cannot be used. */
    synchronized Optional<byte[]> readOrMake() throws IOException {
        if (config.keyFile().isEmpty() && Files.notExists(file())) {
            make(file());
        }
        return read();
    }

    Path file() {
        return config.keyFile().orElseGet(() -> folder.root().resolve("webhook.key"));
    }

    /** A crash leaves none or a whole one. */
    private static void make(Path file) throws IOException {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
