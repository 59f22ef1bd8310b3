package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.coppice.maintenance.Cleanup;
import dev.coppice.maintenance.CleanupReport;
import dev.coppice.maintenance.CleanupRequest;
import io.quarkus.logging.Log;
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
    public int run(String... arguments) throws JsonProcessingException {
        boolean dryRun = Boolean.parseBoolean(arguments[0]);
        boolean remote = Boolean.parseBoolean(arguments[1]);
        var repositories = Arrays.stream(arguments)
                .skip(3)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .collect(Collectors.toSet());
        var report = cleanup.run(new CleanupRequest(dryRun, remote, false, repositories));
        print(new CleanupView(report), Boolean.parseBoolean(arguments[2]));
        logRemovals(report);
        return report.problems().isEmpty() ? ExitCode.OK : ExitCode.INFRASTRUCTURE;
    }

    private static void print(CleanupView view, boolean json) throws JsonProcessingException {
        if (json) {
            System.out.println(view.json());
        } else {
            view.lines().forEach(System.out::println);
        }
        System.out.flush();
        view.messages().forEach(line -> System.err.println("coppice: " + line));
    }

    private static void logRemovals(CleanupReport report) {
        if (!report.dryRun()) {
            report.removals()
                    .forEach(removal ->
                            Log.infof("removed %s %s: %s", removal.kind().word(), removal.what(), removal.why()));
        }
    }
}
