package dev.coppice.report;

import dev.coppice.database.OwnFolder;
import dev.coppice.process.Legible;
import dev.coppice.queue.AttemptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the last lines of what attempts printed, from the files of this data folder. */
@ApplicationScoped
class AttemptTails {

    private static final int MOST_BYTES = 8_000;

    private final OwnFolder folder;

    AttemptTails(OwnFolder folder) {
        this.folder = folder;
    }

    /** Harmless text of 50 lines and 8,000 bytes at most; "" if there is none, or it lies with another service. */
    String of(AttemptStatus attempt) {
        return file(attempt).map(AttemptTails::lastLines).orElse("");
    }

    private Optional<Path> file(AttemptStatus attempt) {
        return attempt.log()
                .filter(_ -> attempt.home().value().equals(folder.id()))
                .map(log -> Path.of(log).normalize())
                .filter(file -> file.startsWith(folder.logs()));
    }

    private static String lastLines(Path file) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - MOST_BYTES);
            log.seek(from);
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, log.length() - from)];
            log.readFully(bytes);
            return LastLines.of(Legible.text(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return ""; // Deleted, or growing shorter just now.
        }
    }
}
