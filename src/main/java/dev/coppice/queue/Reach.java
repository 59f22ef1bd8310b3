package dev.coppice.queue;

import dev.coppice.task.ExecutionMode;
import dev.coppice.wakeup.OwnQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who can work on what: the queue of an execution's tasks, and whom its news concern. */
@ApplicationScoped
public class Reach {

    /** The queue of tasks whose repository every service can reach. Any other queue is the id of the one home that can. */
    private final List<Path> sharedFolders;

    Reach(QueueConfig config) {
        this.sharedFolders = config.sharedRepositories().orElse(List.of());
    }

    /** A run keeps its plan to itself, because it takes the plan along when it ends; so does a checkout, which is one user's. */
    String queueOf(NewExecution execution) {
        boolean isShared = execution.driver() == Driver.SERVICE
                && execution.mode() != ExecutionMode.LOCAL
                && isShared(execution.repository());
        return isShared ? OwnQueues.SHARED : execution.home().value().toString();
    }

    /** Whether this process reaches what services share; one that does not must not take it. */
    boolean isSharing() {
        return !sharedFolders.isEmpty();
    }

    /** Whether every service on this database reaches it. */
    public boolean isShared(Path repository) {
        return sharedFolders.stream().anyMatch(folder -> isBelow(repository, folder));
    }

    /** By real paths: a link in a shared folder may lead to a disk that only this host has. */
    private static boolean isBelow(Path repository, Path folder) {
        try {
            return repository.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
