package dev.coppice.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program that renders what lies in {@code kubernetes/}; it needs no cluster for that. */
final class Kubectl {

    private Kubectl() {}

    /** The one that the test was told of, or else that of PATH. */
    static Optional<Path> program() {
        var told = System.getProperty("coppice.test.kubectl", "");
        var path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"));
        return Stream.concat(told.isEmpty() ? Stream.empty() : Stream.of(Path.of(told)), path)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What {@code kubectl kustomize} makes of a folder. */
    static String kustomize(Path folder) throws IOException, InterruptedException {
        var program = program().orElseThrow().toString();
        var errors = Files.createTempFile("kustomize", ".err");
        try {
            return rendered(folder, program, errors);
        } finally {
            Files.delete(errors);
        }
    }

    private static String rendered(Path folder, String program, Path errors) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(program, "kustomize", folder.toString()))
                .redirectError(errors.toFile())
                .start();
        var rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("kustomize of " + folder + ": " + Files.readString(errors));
        }
        return rendered;
    }
}
