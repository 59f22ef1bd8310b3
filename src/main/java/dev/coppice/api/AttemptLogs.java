package dev.coppice.api;

import dev.coppice.database.OwnFolder;
import dev.coppice.process.LogFile;
import dev.coppice.queue.AttemptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what an attempt printed, from the files of this data folder. */
@ApplicationScoped
class AttemptLogs {

    private final OwnFolder folder;

    AttemptLogs(OwnFolder folder) {
        this.folder = folder;
    }

    /** The last lines of what people read of the attempt. */
    String read(AttemptStatus attempt, int lines) {
        return lastLines(file(attempt), lines).orElseThrow(() -> missing(attempt, "log"));
    }

    /** The last lines of what its agent told for machines, as it came. */
    String events(AttemptStatus attempt, int lines) {
        return lastLines(LogFile.events(file(attempt)), lines).orElseThrow(() -> missing(attempt, "raw events"));
    }

    private Path file(AttemptStatus attempt) {
        var file = attempt.log().map(Path::of).orElseThrow(() -> missing(attempt, "log"));
        if (!attempt.home().value().equals(folder.id())) {
            throw Problem.of(
                            404,
                            "log_elsewhere",
                            "attempt " + attempt.number() + " ran in another service, whose data folder has the id "
                                    + attempt.home().value() + "; its log is there, at " + file)
                    .asException();
        }
        if (!file.normalize().startsWith(folder.logs())) {
            throw missing(attempt, "log");
        }
        return file;
    }

    /** A file has ten million bytes at most; empty if it is gone. */
    private static Optional<String> lastLines(Path file, int lines) {
        try {
            return Optional.of(lastLines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), lines));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String lastLines(String text, int lines) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        int from = end;
        for (int line = 0; line < lines && from >= 0; line++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return text.substring(from + 1);
    }

    private static ProblemException missing(AttemptStatus attempt, String what) {
        return Problem.of(404, "log_not_found", "attempt " + attempt.number() + " has no " + what + ", or no longer")
                .asException();
    }
}
