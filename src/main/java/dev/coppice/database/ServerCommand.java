package dev.coppice.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short command of the server's life cycle to its end. */
final class ServerCommand {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    private ServerCommand() {}

    record Ended(int exitCode, String output) {}

    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Messages are searched for words, and a user's locale may not exist where the server runs.
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    /** The output goes through a file: a command that hangs with its output open must not hang its reader. */
    static Ended run(List<String> command) throws IOException {
        Path output = Files.createTempFile("coppice-command", ".log");
        try {
            Process process = builder(command).redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            int exitCode = exitCode(process, command);
            return new Ended(exitCode, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static int exitCode(Process process, List<String> command) throws IOException {
        try {
            if (process.waitFor(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IOException(command + " did not end within " + TIME_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
