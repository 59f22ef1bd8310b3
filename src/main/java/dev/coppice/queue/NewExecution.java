package dev.coppice.queue;

import dev.coppice.plan.Plan;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be queued: an accepted plan, its exact text, and where and how it runs.
 *
 * @param home the data folder whose workers can reach the repository
 * @param driver the kind of process that is to work on it
 * @param escalation the agents that a task's retries are done by: the first of them after its first failure, and so on
 * @param idempotencyKey a second submission with the same key finds the first one
 */
public record NewExecution(
        ExecutionId id,
        Path repository,
        ExecutionMode mode,
        String planName,
        Plan plan,
        String planText,
        String planHash,
        CommitId base,
        Publishing publishing,
        ExecutionSettings settings,
        HomeId home,
        Driver driver,
        Scheduling scheduling,
        Optional<String> idempotencyKey,
        List<String> escalation) {

    public NewExecution {
        escalation = List.copyOf(escalation);
    }
}
