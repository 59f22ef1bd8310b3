package dev.coppice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The sample repository that {@code coppice demo} makes, and the plan for it; both are files of this application. */
final class DemoRepository {

    private static final List<String> FILES =
            List.of("README.md", "lib/station.sh", "tests/run.sh", "tests/test_repository.sh");

    private DemoRepository() {}

    /** Makes a repository of one commit in a folder that does not exist yet. */
    static void create(Path folder) throws IOException, InterruptedException {
        for (String file : FILES) {
            var target = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, resource("repository/" + file));
        }
        git(folder, "init", "--quiet", "--initial-branch=main");
        git(folder, "add", "--all");
        git(
                folder,
                "-c",
                "user.name=Coppice demo",
                "-c",
                "user.email=demo@coppice.invalid",
                "-c",
                "commit.gpgSign=false",
                "-c",
                "core.hooksPath=/dev/null",
                "commit",
                "--quiet",
                "--message=A weather station without instruments");
    }

    static String plan() throws IOException {
        return resource("PLAN.md");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DemoRepository.class.getResourceAsStream("/demo/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git could not make the sample repository in " + folder + ": " + output.strip());
        }
    }
}
