package dev.coppice.cli.progress;

import dev.coppice.queue.BudgetReport;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.ExecutionReport;
import dev.coppice.queue.ExecutionReport.AgentPauseReport;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * How an execution stands, as the command line shows it; read here or asked of a service.
 *
 * @param pauseReason a word, while it is paused; {@code pauseDetail} says more, for people
 * @param tasks in the plan's order
 * @param agentPauses the agents that unfinished tasks wait for
 * @param budgets those of which at least four fifths are spent
 */
public record RunView(
        String id,
        ExecutionState state,
        Optional<String> pauseReason,
        Optional<String> pauseDetail,
        List<TaskLine> tasks,
        List<AgentPauseReport> agentPauses,
        List<BudgetReport> budgets) {

    public RunView {
        agentPauses = List.copyOf(agentPauses);
        budgets = List.copyOf(budgets);
        tasks = List.copyOf(tasks);
    }

    public static RunView of(ExecutionStatus execution) {
        return new RunView(
                execution.id().value(),
                execution.state(),
                execution.pauseReason(),
                execution.pauseDetail(),
                execution.tasks().stream().map(TaskLine::of).toList(),
                ExecutionReport.agentPauses(execution),
                BudgetReport.pressing(execution));
    }

    /** Paused is over too: somebody has to look, and what still runs is not waited for, unless it is paid for already. */
    public boolean isOver() {
        return state.isFinal() || (state == ExecutionState.PAUSED && !(isSpent() && isAtWork()));
    }

    private boolean isSpent() {
        return pauseReason.filter(Budgets.REASON::equals).isPresent();
    }

    private boolean isAtWork() {
        return tasks.stream().anyMatch(task -> task.state() instanceof TaskState.Executing);
    }
}
