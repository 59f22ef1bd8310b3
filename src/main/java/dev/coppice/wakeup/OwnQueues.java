package dev.coppice.wakeup;

import dev.coppice.database.OwnFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells which queues' news concern this process: its data folder's own, and the one that all share. */
@ApplicationScoped
public class OwnQueues {

    /** The queue of the tasks that every process may claim which reaches their repositories. */
    public static final String SHARED = "shared";

    private final String own;

    OwnQueues(OwnFolder folder) {
        this.own = folder.id().toString();
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
}
