package dev.coppice.maintenance;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.database.OwnFolder;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.report.ExecutionReport;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Keeps the reports of executions that are deleted, each in a file of this data folder. */
@ApplicationScoped
class Archive {

    private final OwnFolder folder;
    private final ObjectMapper json;

    Archive(OwnFolder folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * On the disk when this returns. A report that was written after the execution's end stays: a deletion that was broken off has taken
     * away some of what a second one would tell.
     */
    void keep(ExecutionStatus execution) {
        var file = file(execution.id());
        try {
            if (!isWrittenSince(execution.finishedAt().orElse(Instant.MAX), file)) {
                write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(ExecutionReport.of(execution)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive " + execution.id() + " as " + file, e);
        }
    }

    Path file(ExecutionId execution) {
        return folder.archive().resolve(execution.value() + ".json");
    }

    private static boolean isWrittenSince(Instant end, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.getLastModifiedTime(file).toInstant().isAfter(end);
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder.archive());
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder.archive(), StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (var channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
