package dev.coppice.endtoend;

import dev.coppice.process.TypedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a CI system offers a job: a checkout to stand in, variables, {@code coppice} on the PATH, and a shell for each step.
 *
 * @param programs a folder that is on the PATH
 */
record CiMachine(Path checkout, Path programs, Map<String, String> variables) {

    /** With Coppice installed. */
    static CiMachine in(Path checkout, Path programs, Map<String, String> variables) {
        try {
            Files.createDirectories(programs);
            Files.writeString(
                    programs.resolve("coppice"),
                    "#!/bin/sh\nexec " + new TypedCommand(PackagedCoppice.command()) + " \"$@\"\n");
            Files.setPosixFilePermissions(programs.resolve("coppice"), PosixFilePermissions.fromString("rwx------"));
            return new CiMachine(checkout, programs, variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CiMachine with(Map<String, String> more) {
        var all = new HashMap<>(variables);
        all.putAll(more);
        return new CiMachine(checkout, programs, all);
    }

    /** A step that is going on, or has ended. */
    record Step(Process process, Path printed) {

        int exitCode() {
            try {
                if (!process.waitFor(3, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after 3 minutes: " + output());
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Of both streams. */
        String output() {
            try {
                return Files.readString(printed, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs a script as such systems do: in a bash that ends at the first command that fails. */
    Step start(String script) {
        try {
            var printed = Files.createTempFile(programs, "step", ".out");
            var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(printed.toFile());
            builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
            builder.environment().putAll(variables);
            builder.environment().merge("PATH", programs.toString(), (path, own) -> own + ":" + path);
            return new Step(builder.start(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Step run(String script) {
        var step = start(script);
        step.exitCode();
        return step;
    }

    String file(String name) {
        try {
            return Files.readString(checkout.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
