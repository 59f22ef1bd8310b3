package dev.coppice.maintenance;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.Executions;
import dev.coppice.queue.retention.Deletion;
import dev.coppice.queue.retention.Deletions;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes away an execution that has ended: its rows, its logs, its agents' homes. Its work in git is not touched; that stays until it has
 * landed or its time is over, as {@link Cleanup} judges.
 */
@ApplicationScoped
public class Disposal {

    private final Executions executions;
    private final Deletions deletions;
    private final Archive archive;
    private final OwnFolder folder;

    Disposal(Executions executions, Deletions deletions, Archive archive, OwnFolder folder) {
        this.executions = executions;
        this.deletions = deletions;
        this.archive = archive;
        this.folder = folder;
    }

    /**
     * May be asked again after a crash in the middle, and by several at once.
     *
     * @param archived whether its report is written to a file of the data folder before
     */
    public Deletion dispose(ExecutionId execution, boolean archived) {
        if (archived) {
            executions.find(execution).filter(found -> found.state().isFinal()).ifPresent(archive::keep);
        }
        var deletion = deletions.delete(execution);
        if (deletion instanceof Deletion.Deleted) {
            List.of(folder.logs(), folder.agents()).forEach(files -> deleteFiles(files.resolve(execution.value())));
        }
        return deletion;
    }

    /** What is not deleted now goes when it is old. */
    private static void deleteFiles(Path files) {
        try {
            new OldFolder(files).delete();
        } catch (IOException e) {
            Log.warnf("could not delete %s, which is left to a cleanup: %s", files, e.getMessage());
        }
    }
}
