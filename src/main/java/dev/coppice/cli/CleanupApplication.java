package dev.coppice.cli;

import dev.coppice.maintenance.Cleanup;
import dev.coppice.maintenance.CleanupRequest;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** One cleanup inside Quarkus, while this process owns the data folder and so nobody works in its worktrees. */
final class CleanupApplication implements QuarkusApplication {

    private final Cleanup cleanup;

    CleanupApplication(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public int run(String... arguments) {
        var options = Argument.read(arguments[0], CleanupOptions.class);
        var repositories = options.repositories().stream().map(Path::of).collect(Collectors.toSet());
        var report =
                cleanup.run(new CleanupRequest(options.dryRun(), Set.copyOf(options.remotes()), false, repositories));
        return new CleanupView(report).show(options.json());
    }
}
