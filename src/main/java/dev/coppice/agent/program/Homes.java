package dev.coppice.agent.program;

import dev.coppice.agent.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds the HOMEs of attempts; nobody but their owner may look into one. */
public record Homes(Path folder) {

    /** A fresh one, kept after the attempt for the transcript that the CLI leaves in it. */
    public Path fresh(Assignment assignment) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var names = assignment.environment();
        var execution = folder.resolve(names.getOrDefault("COPPICE_EXECUTION", "none"));
        Files.createDirectories(execution, ownerOnly);
        var attempt = assignment.task().number() + "-" + names.getOrDefault("COPPICE_ATTEMPT", "0") + "-";
        return Files.createTempDirectory(execution, attempt, ownerOnly);
    }
}
