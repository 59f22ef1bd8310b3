package dev.coppice.maintenance;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.Executions;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Deletes attempts' logs of this data folder: those that a cleanup would, and beyond a size those written to longest ago. */
@ApplicationScoped
class LogPruner {

    /** Whoever wants to know why an execution failed is to find its logs, however many there are. */
    private static final Duration TO_BE_READ = Duration.ofHours(1);

    private final Executions executions;
    private final LogRemoval removal;
    private final OwnFolder folder;
    private final CleanupConfig cleanup;
    private final RetentionConfig config;

    LogPruner(
            Executions executions,
            LogRemoval removal,
            OwnFolder folder,
            CleanupConfig cleanup,
            RetentionConfig config) {
        this.executions = executions;
        this.removal = removal;
        this.folder = folder;
        this.cleanup = cleanup;
        this.config = config;
    }

    /** The number of files deleted. */
    int prune(PruningRound round) throws IOException {
        int files = 0;
        for (Path old : logs(cleanup.keepLogs()).old()) {
            files += remove(old, round);
        }
        return files + pruneSurplus(round);
    }

    /** Looks at the folders before it asks about their executions, which are in the database before they have a folder. */
    private int pruneSurplus(PruningRound round) throws IOException {
        var folders = LogFolder.all(folder.logs());
        long surplus = folders.stream().mapToLong(LogFolder::bytes).sum()
                - config.maxLogs().asLongValue();
        var quiet = new Retention(TO_BE_READ, Instant.now());
        int files = 0;
        for (LogFolder oldest : folders) {
            if (surplus > 0 && quiet.isOver(oldest.lastChange())) {
                int removed = remove(oldest.path(), round);
                files += removed;
                surplus -= removed > 0 ? oldest.bytes() : 0;
            }
        }
        return files;
    }

    private int remove(Path logs, PruningRound round) {
        int files = 0;
        boolean hasMore = true;
        while (hasMore && round.goesOn()) {
            int removed = removal.removeSome(new ExecutionId(logs.getFileName().toString()), logs);
            files += removed;
            hasMore = removed > 0;
        }
        return files;
    }

    private ExecutionFolderSweep logs(Duration time) {
        return new ExecutionFolderSweep(
                folder.logs(),
                Removal.Kind.LOG,
                KnownExecutions.of(executions.unfinished()),
                new Retention(time, Instant.now()));
    }
}
