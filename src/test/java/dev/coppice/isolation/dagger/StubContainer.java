package dev.coppice.isolation.dagger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process in copies of the folders that are mounted; their paths are told apart by where the copies lie. */
final class StubContainer {

    private final Path folder;
    private final Map<String, Path> mounts = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private String directory = "/";
    private int exitCode;

    StubContainer(Path folder) {
        this.folder = folder;
    }

    void mount(String path, String source) throws IOException, InterruptedException {
        var copy = Files.createDirectory(folder.resolve("mount-" + mounts.size()));
        if (source.startsWith("directory:")) {
            shell(
                    "cp -a \"$1/.\" \"$2\"; rm -rf \"$2/.git\"",
                    source.substring("directory:".length()),
                    copy.toString());
        }
        mounts.put(path, copy);
    }

    void workIn(String path) {
        directory = path;
    }

    void set(String name, String value) {
        environment.put(name, value);
    }

    void run(List<String> words, String input) throws IOException, InterruptedException {
        var here = words.stream()
                .map(word -> mounts.containsKey(word) ? mounts.get(word).toString() : word)
                .toList();
        var builder = new ProcessBuilder(here)
                .directory(mounts.get(directory).toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        exitCode = process.waitFor();
        if (exitCode >= 128 && exitCode < 192) {
            throw new IllegalStateException("exit code: " + exitCode); // as expect ANY is said to do
        }
    }

    int exitCode() {
        return exitCode;
    }

    String stdout() throws IOException {
        return Files.readString(folder.resolve("stdout"));
    }

    String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    List<String> entries(String path) throws IOException {
        try (var files = Files.list(mounts.get(path))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    void export(String path, Path target) throws IOException {
        try {
            shell("cp -a \"$1/.\" \"$2\"", mounts.get(path).toString(), target.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void shell(String script, String from, String to) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", script, "sh", from, to)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("cannot copy " + from);
        }
    }
}
