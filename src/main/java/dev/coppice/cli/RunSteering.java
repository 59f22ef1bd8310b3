package dev.coppice.cli;

import dev.coppice.access.Principal;
import dev.coppice.plan.Selection;
import dev.coppice.queue.Approval;
import dev.coppice.queue.Approvals;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What a run asks of its execution by itself, or for the person in front of it. */
@ApplicationScoped
class RunSteering {

    private final Executions executions;
    private final Approvals approvals;
    private final Steering steering;

    RunSteering(Executions executions, Approvals approvals, Steering steering) {
        this.executions = executions;
        this.approvals = approvals;
        this.steering = steering;
    }

    /** Nothing more is started; {@code --resume} goes on. */
    void interrupt(ExecutionId execution) {
        steering.pause(execution, "interrupted");
    }

    /** Approves those of the named parts that need it; who may run plans on this data folder may do that too. */
    void approve(ExecutionId execution, List<String> parts) {
        if (parts.isEmpty()) {
            return;
        }
        var named = new Selection(parts);
        var tasks = executions.find(execution).orElseThrow().tasks().stream()
                .filter(task -> task.approval().filter(Approval::isOpen).isPresent())
                .filter(task -> named.includes(task.batch(), task.number()))
                .map(TaskStatus::id)
                .toList();
        approvals.approve(execution, tasks, new Decision(Principal.OPERATOR.name(), Optional.empty()));
    }

    /** Nobody can approve anything where no service runs, so that waiting is of no use. */
    void pauseIfAllThatIsLeftWaitsForApproval(ExecutionId execution) {
        approvals.pauseIfAllThatIsLeft(execution);
    }
}
