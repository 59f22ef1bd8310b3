package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.plan.Batch;
import dev.coppice.plan.Plan;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import java.util.List;

/** The answer to a start: the execution is in the queue, with these batches of the plan by their positions. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StartedView(String executionId, String status, List<Integer> batchesScheduled) {

    static StartedView of(ExecutionId execution, Plan plan) {
        return new StartedView(
                execution.value(),
                ExecutionState.QUEUED.word(),
                plan.batches().stream().map(Batch::position).toList());
    }
}
