package dev.coppice.submission;

import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Plan;
import dev.coppice.task.ExecutionId;
import java.util.List;

/** What became of a plan that was handed in. */
public sealed interface Submitted {

    /** Its tasks are in the queue. */
    record Queued(ExecutionId execution, Plan plan) implements Submitted {}

    /** The plan cannot be run as it is written. */
    record BadPlan(List<Diagnostic> diagnostics) implements Submitted {

        public BadPlan {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The batches that were asked for cannot be run by themselves; {@code field} is start_batch or end_batch. */
    record BadRange(String field, String reason) implements Submitted {}

    /** The repository, or the commit to start from, is not to be had. */
    record BadRepository(String reason) implements Submitted {}
}
