package dev.coppice.maintenance;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.Executions;
import dev.coppice.queue.retention.PastExecutions;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes away what executions have left behind and nobody needs: refs, worktrees, logs, branches at remotes. Whatever is not proven
 * to have landed stays until its time is over.
 */
@ApplicationScoped
public class Cleanup {

    private final Executions executions;
    private final PastExecutions past;
    private final RefSweeps refs;
    private final OwnFolder folder;
    private final CleanupConfig config;

    Cleanup(Executions executions, PastExecutions past, RefSweeps refs, OwnFolder folder, CleanupConfig config) {
        this.executions = executions;
        this.past = past;
        this.refs = refs;
        this.folder = folder;
        this.config = config;
    }

    /** Finds out what may go and, unless it is a dry run, takes it away. */
    public CleanupReport run(CleanupRequest request) {
        var found = look(request);
        if (request.dryRun()) {
            return found.preview();
        }
        var report = found.remove();
        report.removals()
                .forEach(removal ->
                        Log.infof("removed %s %s: %s", removal.kind().word(), removal.what(), removal.why()));
        return report;
    }

    private Sweepings look(CleanupRequest request) {
        var into = new Sweepings();
        var known = KnownExecutions.of(executions.list(Integer.MAX_VALUE), past.deleted());
        try {
            var demos =
                    new DemoSweep(folder.root().resolve("demo"), known, retention(config.keepUnlanded())).sweep(into);
            repositories(request, known).sweep(demos, into);
            folders(folder.logs(), Removal.Kind.LOG, known).sweep(into);
            folders(folder.agents(), Removal.Kind.AGENT_HOME, known).sweep(into);
        } catch (IOException e) {
            into.problem("could not look through " + folder.root(), e);
        }
        return into;
    }

    private ExecutionFolderSweep folders(Path folders, Removal.Kind kind, KnownExecutions known) {
        return new ExecutionFolderSweep(folders, kind, known, retention(config.keepLogs()));
    }

    private RepositorySweep repositories(CleanupRequest request, KnownExecutions known) {
        return new RepositorySweep(
                request, known, refs, retention(config.keepUnlanded()), new WorktreeSweep(folder.worktrees(), known));
    }

    private static Retention retention(Duration time) {
        return new Retention(time, Instant.now());
    }
}
