package dev.coppice.queue.retention;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Deletes executions that have ended, each with all its rows, in many small transactions. What they left in git is not touched. */
@ApplicationScoped
public class Deletions {

    private final DeletionSteps steps;

    Deletions(DeletionSteps steps) {
        this.steps = steps;
    }

    /** May be done by several at once, and again after a crash in the middle. */
    public Deletion delete(ExecutionId execution) {
        var end = steps.next(execution);
        boolean hasBegun = end.isEmpty();
        while (end.isEmpty()) {
            end = steps.next(execution);
        }
        return hasBegun && end.equals(Optional.of(new Deletion.Unknown())) ? new Deletion.Deleted() : end.get();
    }
}
