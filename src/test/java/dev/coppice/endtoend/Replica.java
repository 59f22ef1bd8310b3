package dev.coppice.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One of several services on a database: a data folder, and whatever process serves it now. */
final class Replica {

    private final Path home;
    private final PackagedCoppice coppice;
    private final String[] options;
    private volatile @Nullable RunningService running;

    /** Two workers with the shell agent, as {@code serve} is asked for without more. */
    Replica(Path home, Path workingDirectory, Map<String, String> variables) {
        this(home, workingDirectory, variables, "--agent", "shell", "--workers", "2");
    }

    Replica(Path home, Path workingDirectory, Map<String, String> variables, String... options) {
        this.home = home;
        this.options = options.clone();
        this.coppice = new PackagedCoppice(home, workingDirectory, variables);
    }

    /** Starts it; done once it can be reached. */
    CompletableFuture<Void> begin() {
        return CompletableFuture.runAsync(() -> running = RunningService.start(coppice, home, options));
    }

    RunningService service() {
        if (running == null) {
            throw new IllegalStateException("not running: " + home);
        }
        return running;
    }

    /** The data folder's id. */
    String id() {
        try {
            return Files.readString(home.resolve("id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without warning; its agents end with it. */
    void kill() {
        service().process().process().destroyForcibly();
        service().process().exitCode();
        running = null;
    }

    /** Asks it to stop and gives its exit code. */
    int stop() {
        int code = service().stop();
        running = null;
        return code;
    }

    void end() {
        if (running != null) {
            stop();
        }
    }

    List<String> processesLeft() {
        return coppice.processesLeft();
    }
}
