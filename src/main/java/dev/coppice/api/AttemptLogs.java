package dev.coppice.api;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.AttemptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what an attempt printed, from the files of this data folder. */
@ApplicationScoped
class AttemptLogs {

    private final OwnFolder folder;

    AttemptLogs(OwnFolder folder) {
        this.folder = folder;
    }

    /** The last lines of the attempt's log; a file has ten million bytes at most. */
    String read(AttemptStatus attempt, int lines) {
        var file = attempt.log().map(Path::of).orElseThrow(() -> missing(attempt));
        if (!attempt.home().value().equals(folder.id())) {
            throw Problem.of(
                            404,
                            "log_elsewhere",
                            "attempt " + attempt.number() + " ran in another service, whose data folder has the id "
                                    + attempt.home().value() + "; its log is there, at " + file)
                    .asException();
        }
        if (!file.normalize().startsWith(folder.logs())) {
            throw missing(attempt);
        }
        try {
            return lastLines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), lines);
        } catch (IOException e) {
            throw missing(attempt);
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

    private static ProblemException missing(AttemptStatus attempt) {
        return Problem.of(404, "log_not_found", "attempt " + attempt.number() + " has no log, or no longer")
                .asException();
    }
}
