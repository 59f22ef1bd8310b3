package dev.coppice.worktree;

import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What Coppice keeps of its own about one checkout of the user's: the journal, the ignored paths, and indexes that know the files. */
final class StayFolder {

    private final Path folder;

    StayFolder(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path journalFile() {
        return folder.resolve("journal");
    }

    Optional<Journal> journal() throws IOException {
        try {
            return Optional.of(Journal.parse(Files.readString(journalFile(), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Journal journal) throws IOException {
        Files.createDirectories(folder);
        DurableFile.write(journalFile(), journal.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Those of this stay: without a journal, what the file says is of an earlier one. */
    IgnoredPaths ignored() throws IOException {
        return journal().isPresent() ? IgnoredPaths.read(folder.resolve("ignored")) : IgnoredPaths.none();
    }

    void write(IgnoredPaths ignored) throws IOException {
        Files.createDirectories(folder);
        ignored.write(folder.resolve("ignored"));
    }

    /** An index as it is when the files are the commit's: it spares git reading them again, and tells what had changed line ends. */
    Path index(CommitId commit) {
        return folder.resolve(commit + ".index");
    }

    /** The place of an index to work with; what a dead git left there is gone. */
    Path freshScratch(String name) throws IOException {
        var index = folder.resolve(name + ".index");
        Files.deleteIfExists(index);
        Files.deleteIfExists(folder.resolve(name + ".index.lock"));
        return index;
    }

    void keepIndex(CommitId commit, Path index) throws IOException {
        Files.createDirectories(folder);
        // A death in the middle must leave the old copy or the new one.
        var part = folder.resolve("index.part");
        Files.copy(index, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(part, index(commit), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Each may be large, and a stay may be long. */
    void forgetIndexesBut(CommitId commit) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.index")) {
            for (var file : files) {
                if (!file.equals(index(commit))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The checkout is the user's again. The journal goes first: without it the rest means nothing. */
    void forget() throws IOException {
        DurableFile.delete(journalFile());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
