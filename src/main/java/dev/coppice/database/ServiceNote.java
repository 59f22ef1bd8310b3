package dev.coppice.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the operator's own commands reach the service that owns a data folder: a file in it that only its owner can read.
 *
 * @param address such as {@code http://127.0.0.1:8001}
 * @param token the operator's, good until the service ends
 * @param pid the service's process
 */
public record ServiceNote(String address, String token, long pid) {

    private static final String NAME = "service";

    /** Writes it for this process. */
    public void write(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(NAME), String.join("\n", address, token, Long.toString(pid)) + "\n");
    }

    /** To be called when the service ends. */
    public static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    /** The note of a service that is alive; what a dead one left behind is none. */
    public static Optional<ServiceNote> read(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(NAME), StandardCharsets.UTF_8);
            var note = new ServiceNote(lines.get(0), lines.get(1), Long.parseLong(lines.get(2)));
            return LiveProcess.find(note.pid()).map(_ -> note);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
