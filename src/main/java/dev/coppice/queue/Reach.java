package dev.coppice.queue;

import dev.coppice.database.OwnFolder;
import dev.coppice.task.ExecutionMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who can work on what: the queue of an execution's tasks, and whom its news concern. */
@ApplicationScoped
class Reach {

    /** The queue of tasks whose repository every service can reach. Any other queue is the id of the one home that can. */
    static final String SHARED = "shared";

    private final String own;
    private final List<Path> sharedFolders;

    Reach(OwnFolder folder, QueueConfig config) {
        this.own = folder.id().toString();
        this.sharedFolders = config.sharedRepositories().orElse(List.of());
    }

    /** A run keeps its plan to itself, because it takes the plan along when it ends; so does a checkout, which is one user's. */
    String queueOf(NewExecution execution) {
        boolean isShared = execution.driver() == Driver.SERVICE
                && execution.mode() != ExecutionMode.LOCAL
                && isInSharedFolder(execution.repository());
        return isShared ? SHARED : execution.home().value().toString();
    }

    /** Whether a worker of this process may have something to do now. */
    boolean isForHere(WakeUp wakeUp) {
        return switch (wakeUp) {
            case WakeUp.Claimable(var queue) -> queue.equals(own) || queue.equals(SHARED);
            case WakeUp.StopAsked _ -> true;
        };
    }

    /** Nobody but this process claims from this home's queue. */
    boolean isForElsewhere(WakeUp wakeUp) {
        return switch (wakeUp) {
            case WakeUp.Claimable(var queue) -> !queue.equals(own);
            case WakeUp.StopAsked _ -> true;
        };
    }

    /** What this process may have missed while it could not listen. */
    List<WakeUp> whatMayHaveBeenMissed() {
        return List.of(new WakeUp.Claimable(own));
    }

    private boolean isInSharedFolder(Path repository) {
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
