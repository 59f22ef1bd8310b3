package dev.coppice.queue;

import dev.coppice.plan.PlannedTask;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What there is to do for a claimed task, and where.
 *
 * @param agent by which it is to be done now
 * @param approvalComment what somebody said when the task was approved; empty if nothing, or nobody had to
 * @param resultTip the commit to start from: everything this task needs has landed on it
 */
public record Work(
        PlannedTask task,
        String agent,
        Optional<String> approvalComment,
        Path repository,
        ExecutionMode mode,
        String planName,
        CommitId base,
        CommitId resultTip,
        ExecutionSettings settings) {

    /** The model that the plan wants for it; an agent that it has come to by its failures chooses for itself. */
    public Optional<String> model() {
        return agent.equals(task.agent().orElse(settings.agent())) ? task.model() : Optional.empty();
    }
}
