package dev.coppice.cli;

import dev.coppice.maintenance.Cleanup;
import dev.coppice.maintenance.CleanupRequest;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One cleanup inside Quarkus, while this process owns the data folder and so nobody works in its worktrees. */
final class CleanupApplication implements QuarkusApplication {

    private final Cleanup cleanup;

    CleanupApplication(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** Takes dry run, remote and JSON as {@code true} or {@code false}, then a repository or nothing. */
    @Override
    public int run(String... arguments) {
        boolean dryRun = Boolean.parseBoolean(arguments[0]);
        boolean remote = Boolean.parseBoolean(arguments[1]);
        var repositories = Arrays.stream(arguments)
                .skip(3)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .collect(Collectors.toSet());
        var report = cleanup.run(new CleanupRequest(dryRun, remote, false, repositories));
        return new CleanupView(report).show(Boolean.parseBoolean(arguments[2]));
    }
}
