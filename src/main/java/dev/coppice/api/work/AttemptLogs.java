package dev.coppice.api.work;

import dev.coppice.api.Problem;
import dev.coppice.api.ProblemException;
import dev.coppice.database.OwnFolder;
import dev.coppice.process.LogFile;
import dev.coppice.queue.AttemptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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

    /** What people read of the attempt. */
    byte[] text(AttemptStatus attempt) {
        return read(file(attempt)).orElseThrow(() -> missing(attempt, "log"));
    }

    /** What its agent told for machines, as it came. */
    byte[] events(AttemptStatus attempt) {
        return read(LogFile.events(file(attempt))).orElseThrow(() -> missing(attempt, "raw events"));
    }

    /** What its agent was told at the beginning of a round. */
    byte[] prompt(AttemptStatus attempt, int round) {
        return read(LogFile.prompt(file(attempt), round))
                .orElseThrow(() -> missing(attempt, round == 1 ? "prompt" : "prompt of round " + round));
    }

    /** How many rounds its agent has been told to begin. */
    int rounds(AttemptStatus attempt) {
        var file = file(attempt);
        int rounds = 0;
        while (Files.exists(LogFile.prompt(file, rounds + 1))) {
            rounds++;
        }
        return rounds;
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
    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ProblemException missing(AttemptStatus attempt, String what) {
        return Problem.of(404, "log_not_found", "attempt " + attempt.number() + " has no " + what + ", or no longer")
                .asException();
    }
}
