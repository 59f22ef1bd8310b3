package dev.coppice.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application as its own process, with a data folder of its own: what a user runs. */
public final class PackagedCoppice {

    private static final Path FOLDER = Path.of("target", "quarkus-app").toAbsolutePath();

    /** As {@code ./coppice} starts it. */
    private static final List<String> LAUNCHER_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms64m", "-jar");

    /** What {@code ./coppice} starts by the options that {@code quick-start.sh} leaves; it would only slow the other commands. */
    private static final Set<String> QUICKENED = Set.of("run", "serve", "demo", "cleanup", "token");

    /** Unpacking PostgreSQL for each data folder would take half of a test's time; what {@link #command} tells a shell does it. */
    private static final String SHARED_PROGRAMS = "-Dcoppice.database.programs="
            + Path.of("target", "postgres", "programs").toAbsolutePath();

    private final Path home;
    private final Path workingDirectory;
    private final Map<String, String> variables;

    public PackagedCoppice(Path home, Path workingDirectory) {
        this(home, workingDirectory, Map.of());
    }

    /** With variables in its environment besides those of the test. */
    public PackagedCoppice(Path home, Path workingDirectory, Map<String, String> variables) {
        this.home = home;
        this.workingDirectory = workingDirectory;
        this.variables = variables;
    }

    /** A run that is going on, or has ended. */
    public record Run(Process process, Path output, Path messages) {

        /** Waits for the end and gives the exit code. */
        public int exitCode() {
            try {
                if (!process.waitFor(3, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after 3 minutes: " + text(messages));
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /**
         * Kills after at most so many milliseconds, without warning: the service alone, or everything that it started as well.
         * What ended before its time is left in peace.
         */
        void killWithin(long milliseconds, boolean everything) {
            try {
                if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                    return;
                }
                var tree = everything ? process.descendants().toList() : List.<ProcessHandle>of();
                process.destroyForcibly().waitFor();
                tree.forEach(ProcessHandle::destroyForcibly);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String standardOutput() {
            return text(output);
        }

        String standardError() {
            return text(messages);
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a shell has to be told to start it. */
    static List<String> command() {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(LAUNCHER_OPTIONS);
        command.add(FOLDER.resolve("quarkus-run.jar").toString());
        return command;
    }

    private static List<String> command(String... arguments) {
        var options = FOLDER.resolve("start.options");
        return arguments.length > 0 && QUICKENED.contains(arguments[0]) && Files.exists(options)
                ? new ArrayList<>(List.of(java(), "@" + options))
                : command();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    Run start(String... arguments) {
        var command = command(arguments);
        command.add(1, SHARED_PROGRAMS);
        command.addAll(List.of(arguments));
        try {
            var output = written(".out");
            var messages = written(".err");
            var builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(messages.toFile());
            builder.environment().put("COPPICE_HOME", home.toString());
            builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
            builder.environment().putAll(variables);
            return new Run(builder.start(), output, messages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a test looks at as long as it likes. */
    private static Path written(String ending) throws IOException {
        var file = Files.createTempFile("coppice", ending);
        file.toFile().deleteOnExit();
        return file;
    }

    Run run(String... arguments) {
        var run = start(arguments);
        run.exitCode();
        return run;
    }

    /** The living processes that name this data folder in their command line or environment; zombies do not count. */
    List<String> processesLeft() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> handle.pid() != ProcessHandle.current().pid())
                    .map(handle -> Path.of("/proc", Long.toString(handle.pid())))
                    .filter(this::isOurs)
                    .map(process -> process.getFileName() + " " + read(process.resolve("cmdline")))
                    .toList();
        }
    }

    private boolean isOurs(Path process) {
        boolean named = read(process.resolve("cmdline")).contains(home.toString())
                || read(process.resolve("environ")).contains(home.toString());
        return named && !read(process.resolve("stat")).contains(") Z ");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return ""; // The process ended meanwhile.
        }
    }
}
