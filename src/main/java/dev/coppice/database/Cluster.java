package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The data of a server, and the password that opens it. */
record Cluster(ServerPlace place, Path binaries, String password) {

    static final String USER = "coppice";

    private static final int PASSWORD_BYTES = 32;

    static Cluster prepare(Path directory, ServerPlace place, Path binaries, Durability durability) throws IOException {
        Path passwordFile = directory.resolve("password");
        if (!Files.exists(place.data().resolve("PG_VERSION"))) {
            // Written first: data without its password would be lost, a password without data is replaced.
            PrivateFiles.write(passwordFile, newPassword());
            create(place, binaries, Files.readString(passwordFile), durability);
        }
        if (!Files.exists(passwordFile)) {
            throw new DatabaseFailure(
                    "the database in " + place.data() + " has lost its password file " + passwordFile);
        }
        return new Cluster(place, binaries, Files.readString(passwordFile));
    }

    private static void create(ServerPlace place, Path binaries, String password, Durability durability)
            throws IOException {
        Path part = place.folder().resolve("data.part");
        PrivateFiles.deleteTree(part);
        Path passwordFile = place.folder().resolve("initial-password");
        try {
            PrivateFiles.write(passwordFile, password);
            place.account().own(passwordFile);
            initialize(place, binaries, part, passwordFile, durability);
            Files.move(part, place.data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static void initialize(
            ServerPlace place, Path binaries, Path data, Path passwordFile, Durability durability) throws IOException {
        var command = new ArrayList<>(List.of(binaries.resolve("bin/initdb").toString(), "-D", data.toString()));
        command.addAll(List.of("-U", USER, "-E", "UTF8", "--locale=C"));
        command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
        command.addAll(durability.initdbOptions());
        var ended = ServerCommand.run(place.command(command));
        if (ended.exitCode() != 0) {
            throw new DatabaseFailure("cannot create a database in " + data + ": "
                    + ended.output().strip());
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return place.data().toString();
    }
}
