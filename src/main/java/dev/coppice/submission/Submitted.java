package dev.coppice.submission;

import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Plan;
import dev.coppice.task.ExecutionId;
import java.util.List;

/** What became of a plan that was handed in; of one that was not taken, nothing is left behind. */
public sealed interface Submitted {

    /** Its tasks are in the queue. */
    record Queued(ExecutionId execution, Plan plan) implements Submitted {}

    /** The plan cannot be run as it is written. */
    record BadPlan(List<Diagnostic> diagnostics) implements Submitted {

        public BadPlan {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Something else of the request makes no sense; the field is the API's name of it, such as {@code end_batch} or {@code base}. */
    record BadRequest(String field, String reason) implements Submitted {}

    /** Not now: another execution, or its user, has what it needs. */
    record Occupied(String reason) implements Submitted {}
}
