package dev.coppice.worker;

import dev.coppice.process.LogFile;
import dev.coppice.process.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What people read of an attempt, and beside it, made with its first event, the file of what its agent tells for machines, and one for each
 * prompt that the agent was given.
 */
final class AttemptLog implements Output, AutoCloseable {

    private final LogFile log;
    private @Nullable LogFile events;
    private int rounds;

    private AttemptLog(LogFile log) {
        this.log = log;
    }

    static AttemptLog open(Path path) throws IOException {
        return new AttemptLog(LogFile.open(path));
    }

    Path path() {
        return log.path();
    }

    @Override
    public void write(byte[] buffer, int length) throws IOException {
        log.write(buffer, length);
    }

    @Override
    public Output events() {
        return this::writeEvents;
    }

    private synchronized void writeEvents(byte[] buffer, int length) throws IOException {
        if (events == null) {
            events = LogFile.open(LogFile.events(log.path()));
        }
        events.write(buffer, length);
    }

    /** What the agent is told at the beginning of its next round. */
    synchronized void prompt(String text) throws IOException {
        rounds++;
        Files.writeString(LogFile.prompt(log.path(), rounds), text);
    }

    @Override
    public synchronized void close() throws IOException {
        try (log) {
            if (events != null) {
                events.close();
            }
        }
    }
}
