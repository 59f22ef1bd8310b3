package dev.coppice.queue.lease;

import dev.coppice.task.Lease;
import java.util.Map;

/** The database's answer to a heartbeat. */
public sealed interface Renewal {

    /**
     * Holds every lease that was asked for.
     *
     * @param drainRequested whether this worker is to claim nothing more for now
     */
    record Answered(Map<Lease, News> leases, boolean drainRequested) implements Renewal {
        public Answered {
            leases = Map.copyOf(leases);
        }
    }

    /** Nothing is known: the leases may have been renewed or not. */
    record Unanswered(String why) implements Renewal {}

    /** What the heartbeat says about one lease. */
    enum News {
        KEPT,
        /** Kept, and a person wants the task to stop. */
        CANCEL_REQUESTED,
        /** Kept, and the task's deadline has passed. */
        DEADLINE_PASSED,
        /** Kept, and its execution has spent what it may: the agent is to stop, the task waits for more money. */
        EXECUTION_BUDGET_SPENT,
        /** Kept, and its batch, its task or itself has spent what it may: the agent is to stop, the task fails. */
        BUDGET_SPENT,
        /** Not renewed this time, because another transaction holds its row; ask again with the next beat. */
        BUSY,
        /** Gone: end the process tree, keep the worktree, write nothing more. */
        LOST
    }
}
