package dev.coppice.queue;

import dev.coppice.plan.PlannedTask;
import dev.coppice.prompt.Remark;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What there is to do for a claimed task, and where.
 *
 * @param agent by which it is to be done now
 * @param remarks what people have said about the task, for its agent
 * @param resultTip the commit to start from: everything this task needs has landed on it
 */
public record Work(
        PlannedTask task,
        String agent,
        List<Remark> remarks,
        Path repository,
        ExecutionMode mode,
        String planName,
        CommitId base,
        CommitId resultTip,
        ExecutionSettings settings) {

    public Work {
        remarks = List.copyOf(remarks);
    }

    /** The model that the plan wants for it; an agent that it has come to by its failures chooses for itself. */
    public Optional<String> model() {
        return agent.equals(task.agent().orElse(settings.agent())) ? task.model() : Optional.empty();
    }
}
