package dev.coppice.worker;

import dev.coppice.database.OwnFolder;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.worktree.ScratchFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;

/** Where in the data folder an attempt's own things are. */
@ApplicationScoped
class AttemptPlaces {

    private final OwnFolder folder;
    private final WorkerConfig config;

    AttemptPlaces(OwnFolder folder, WorkerConfig config) {
        this.folder = folder;
        this.config = config;
    }

    Path log(Lease lease, TaskNumber task) {
        return folder.logs().resolve(lease.execution().value()).resolve(task + "-" + lease.attempt() + ".log");
    }

    /** With empty folders, whatever a process that died has left there. */
    Slot slot(int index) throws IOException {
        return Slot.of(
                index,
                config.portBase(),
                ScratchFolder.fresh(folder.scratch(), index),
                ScratchFolder.fresh(folder.sandboxes(), index));
    }
}
