package dev.coppice.repository;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A user's repository, where the user pushes it, and a data folder of Coppice's beside it. */
public record AForge(Path folder, TestRepository user, GitOverHttp http) implements AutoCloseable {

    public static final String TOKEN = "tok-4711-very-secret";

    public static AForge in(Path folder) {
        var user = TestRepository.create(folder.resolve("user"));
        user.git(
                "init",
                "-q",
                "--bare",
                "-b",
                "main",
                folder.resolve("forge/app.git").toString());
        user.git("remote", "add", "origin", folder.resolve("forge/app.git").toString());
        user.git("push", "-q", "origin", "main");
        return new AForge(folder, user, GitOverHttp.of(folder.resolve("forge"), "x-access-token", TOKEN));
    }

    Path home() {
        return folder.resolve("home");
    }

    /** The repository {@code app} of the forge, with these settings besides. */
    Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "coppice.repositories.app.url",
                http.url("app.git"),
                "coppice.repositories.app.allow-http",
                "true",
                "coppice.repositories.app.token",
                TOKEN));
        more.forEach((name, value) -> settings.put("coppice.repositories.app." + name, value));
        return settings;
    }

    Named named(Map<String, String> more) {
        return Named.in(home(), settings(more));
    }

    public Named named() {
        return named(Map.of());
    }

    public static GitRepository open(Path clone) {
        return switch (GitRepository.open(clone)) {
            case Opening.Opened(var repository) -> repository;
            case Opening.Refused(var reason) -> throw new AssertionError(reason);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
