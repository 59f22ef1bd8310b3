package dev.coppice.agent;

import dev.coppice.process.Capture;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/** What the real CLI printed once, and how it ended. */
public record Recording(Path folder) {

    /** One folder per CLI and case, all of the version that {@code .ci/agent-clis} names. */
    private static final Path ALL = Path.of("src", "test", "resources");

    /** What differs by machine, or is long and says nothing to Coppice. */
    private static final List<Pattern> NOISE = List.of(
            Pattern.compile(
                    "\"(?:tools|slash_commands|terminal_slash_commands|agents|skills|plugins|capabilities)\":\\[[^\\]]*\\],?"),
            Pattern.compile("\"memory_paths\":\\{[^}]*\\},?"),
            Pattern.compile("(?<=\"availableCommands\":\\[).*(?=\\]\\}\\}\\})"),
            Pattern.compile("\\{\"value\":\"openai/[^}]*\\},?"),
            Pattern.compile("\"messaging_socket_path\":\"[^\"]*\",?"),
            Pattern.compile("(?:\\\\n {4}at [^\\\\\"]*)+")); // the frames of a stack

    public static Recording of(String cli, String name) {
        return new Recording(ALL.resolve(cli).resolve(name).toAbsolutePath());
    }

    public Path output() {
        return folder.resolve("stdout.jsonl");
    }

    /** Keeps what the CLI has printed in this directory. */
    public void write(Path directory, Capture output, Capture errors, ProcessResult ended) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("stdout.jsonl"), clean(output.text(), directory));
        Files.writeString(folder.resolve("stderr.txt"), clean(errors.text(), directory));
        if (ended instanceof ProcessResult.Exited(int code, var _)) {
            Files.writeString(folder.resolve("exit"), code + "\n");
        }
    }

    private static String clean(String text, Path directory) {
        var clean = text.replace(directory.toString(), "/worktree")
                .replace(directory.getParent().toString(), "/tmp")
                .replace(System.getProperty("user.dir"), "/checkout");
        for (Pattern noise : NOISE) {
            clean = noise.matcher(clean).replaceAll("");
        }
        return clean.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8080").replaceAll("-tmp-[\\w-]+", "-worktree");
    }

    /** A program that reads its prompt, says the same again and ends in the same way; one that did not end by itself stays. */
    public Path program(Path where) throws IOException {
        var script = where.resolve("cli");
        var exit = folder.resolve("exit");
        Files.writeString(script, """
                #!/bin/sh
                cat > /dev/null
                cat '%s/stdout.jsonl'
                cat '%s/stderr.txt' >&2
                %s
                """.formatted(
                        folder,
                        folder,
                        Files.exists(exit) ? "exit " + Files.readString(exit).strip() : "while :; do sleep 0.1; done"));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
