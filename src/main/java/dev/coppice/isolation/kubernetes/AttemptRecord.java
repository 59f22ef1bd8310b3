package dev.coppice.isolation.kubernetes;

import dev.coppice.files.FileTree;
import dev.coppice.task.BranchName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folder of an attempt that has Jobs, by which a successor of this process knows that there may be some, and of the branch: it is there before
 * they are.
 */
record AttemptRecord(Path path) {

    private static final String BRANCH = "branch";

    /** Makes it. */
    static AttemptRecord make(Path parent, String attempt, Path repository, BranchName branch) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(parent, ownerOnly);
        var made = new AttemptRecord(parent.resolve(attempt));
        FileTree.delete(made.path);
        Files.createDirectory(made.path, ownerOnly);
        Files.write(made.path.resolve(BRANCH), List.of(repository.toString(), branch.name()));
        return made;
    }

    /** Those that are there. */
    static List<AttemptRecord> in(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).map(AttemptRecord::new).toList();
        }
    }

    /** Which branch at the origin of which repository; empty if it was cut off before it could say so, so that none was made. */
    List<String> repositoryAndBranch() throws IOException {
        var file = path.resolve(BRANCH);
        var lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of();
        return lines.size() == 2 ? lines : List.of();
    }

    void remove() throws IOException {
        FileTree.delete(path);
    }
}
