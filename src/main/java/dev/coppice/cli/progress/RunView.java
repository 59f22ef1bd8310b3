package dev.coppice.cli.progress;

import dev.coppice.queue.Approvals;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.report.AgentPauseReport;
import dev.coppice.report.BudgetReport;
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
 * @param toApprove the command that approves what waits for that; empty where nobody would hear it
 */
public record RunView(
        String id,
        ExecutionState state,
        Optional<String> pauseReason,
        Optional<String> pauseDetail,
        List<TaskLine> tasks,
        List<AgentPauseReport> agentPauses,
        List<BudgetReport> budgets,
        Optional<String> toApprove) {

    /** One that nobody could approve from outside while it is shown. */
    public RunView(
            String id,
            ExecutionState state,
            Optional<String> pauseReason,
            Optional<String> pauseDetail,
            List<TaskLine> tasks,
            List<AgentPauseReport> agentPauses,
            List<BudgetReport> budgets) {
        this(id, state, pauseReason, pauseDetail, tasks, agentPauses, budgets, Optional.empty());
    }

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
                AgentPauseReport.of(execution),
                BudgetReport.pressing(execution));
    }

    /** The same, of a service that hears this command. */
    public RunView approvedBy(String command) {
        return new RunView(id, state, pauseReason, pauseDetail, tasks, agentPauses, budgets, Optional.of(command));
    }

    /** The tasks that wait for nothing but a person's approval. */
    public List<TaskLine> awaitingApproval() {
        return tasks.stream().filter(TaskLine::awaitsApproval).toList();
    }

    /** Whether nothing of it can go on before somebody has approved a task. */
    public boolean waitsForApprovalOnly() {
        return !awaitingApproval().isEmpty() && tasks.stream().noneMatch(TaskLine::canGoOn);
    }

    /** Whether it was paused because of that. */
    public boolean isPausedForApproval() {
        return state == ExecutionState.PAUSED
                && pauseReason.filter(Approvals.PAUSE_REASON::equals).isPresent();
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
