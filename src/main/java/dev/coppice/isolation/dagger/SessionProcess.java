package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.process.Spawner;
import dev.coppice.process.Tail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@code dagger session} of our own. It ends when its standard input does, so it cannot outlive Coppice. */
final class SessionProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 3;
    private static final int BUFFER = 8192;

    private final Process process;
    private final Tail complaints = new Tail(TAIL_BYTES);
    private final CompletableFuture<DaggerProgram.Opened> opened = new CompletableFuture<>();

    private SessionProcess(Process process) {
        this.process = process;
        read("dagger-session-errors", () -> drain(process.getErrorStream()));
        read("dagger-session", this::listen);
    }

    static SessionProcess start(Path program, Path directory) throws IOException {
        var words = List.of(
                program.toString(),
                "session",
                "--workdir",
                directory.toString(),
                "--label",
                "dagger.io/sdk.name:coppice",
                "--label",
                "dagger.io/sdk.version:1");
        return new SessionProcess(Spawner.start(new ProcessBuilder(words).directory(directory.toFile())));
    }

    /** Never null; fails with the reason if the program ends without a session. */
    CompletableFuture<DaggerProgram.Opened> opened() {
        return opened;
    }

    /** What the program said last; "" if nothing. */
    String lastWords() {
        return complaints.lastLines(QUOTED_LINES).replace('\n', ' ');
    }

    private static void read(String name, Runnable reader) {
        Thread.ofPlatform().daemon().name(name).start(reader);
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!opened.isDone() && line.contains("session_token")) {
                    var answer = new ObjectMapper().readTree(line);
                    opened.complete(new DaggerProgram.Opened(
                            answer.path("port").asInt(),
                            answer.path("session_token").asText()));
                }
            }
            opened.completeExceptionally(new IOException("it has ended without a session"));
        } catch (IOException e) {
            opened.completeExceptionally(e);
        }
    }

    private void drain(InputStream errors) {
        byte[] buffer = new byte[BUFFER];
        try (errors) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                complaints.write(buffer, read);
            }
        } catch (IOException e) {
            complaints.write(new byte[] {'\n'}, 1); // the end of a pipe that was closed from here
        }
    }

    /** Lets the program end what runs in its session; by force where it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
