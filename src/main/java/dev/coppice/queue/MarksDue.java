package dev.coppice.queue;

import dev.coppice.task.ExecutionId;

/** An execution cannot be opened yet, because what its last end completed is still to be marked in the plan. */
public final class MarksDue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MarksDue(ExecutionId execution) {
        super("what " + execution
                + " has completed is still to be marked in its plan, which takes a moment; try again then");
    }
}
