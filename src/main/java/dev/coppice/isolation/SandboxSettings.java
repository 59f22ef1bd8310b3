package dev.coppice.isolation;

import dev.coppice.database.OperatorSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of the sandbox, the same before the application starts and within it; wrong ones are an exception that names them. */
record SandboxSettings(Isolation isolation, Reach reach, AllowedHosts hosts, List<Path> readOnly, List<Path> writable) {

    /** How far a sandbox reaches. */
    enum Reach {
        ON,
        OFF,
        HOSTS
    }

    SandboxSettings {
        readOnly = List.copyOf(readOnly);
        writable = List.copyOf(writable);
    }

    static SandboxSettings configured() {
        var config = OperatorSettings.sources()
                .withMapping(SandboxConfig.class)
                .build()
                .getConfigMapping(SandboxConfig.class);
        return of(config, System.getenv());
    }

    static SandboxSettings of(SandboxConfig config, Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return new SandboxSettings(
                Isolation.named(config.isolation())
                        .orElseThrow(() -> wrong("isolation", config.isolation(), Isolation.words())),
                reach(config.network()),
                AllowedHosts.of(config.hosts().orElse(List.of())),
                paths("read-only", config.readOnly(), home),
                paths("writable", config.writable(), home));
    }

    /** For people. */
    String reachInWords() {
        return switch (reach) {
            case ON -> "network on";
            case OFF -> "network off";
            case HOSTS -> "network hosts: " + hosts;
        };
    }

    private static Reach reach(String word) {
        return Stream.of(Reach.values())
                .filter(reach -> reach.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> wrong("network", word, "hosts, on, off"));
    }

    private static List<Path> paths(String setting, Optional<List<String>> paths, String home) {
        return paths.orElse(List.of()).stream()
                .map(path -> absolute(setting, path.strip(), home))
                .toList();
    }

    private static Path absolute(String setting, String path, String home) {
        try {
            var full = path.startsWith("~/") ? Path.of(home, path.substring(2)) : Path.of(path);
            if (full.isAbsolute()) {
                return full.normalize();
            }
        } catch (InvalidPathException e) {
            // Told below, as any other that is no path.
        }
        throw wrong(setting, path, "absolute paths, or such that begin with ~/");
    }

    private static IllegalArgumentException wrong(String setting, String word, String possible) {
        return new IllegalArgumentException(
                "coppice.sandbox." + setting + " is '" + word + "'; it must be: " + possible);
    }
}
