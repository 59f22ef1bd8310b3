package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an execution, as {@code run --json} prints it and the API answers; null where there is nothing to tell.
 *
 * @param repository its name, or its folder if it has none
 * @param wallSeconds from the first claim to the last completion
 * @param parallelEfficiency the agents' own running time by workers and wall time, workers being at most the
 *     number of tasks, and of those that may run at once
 * @param costIsEstimate whether some of the cost was worked out from tokens and the configured prices
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ExecutionReport(
        String executionId,
        String status,
        String plan,
        String repository,
        String mode,
        String baseCommit,
        String resultBranch,
        String resultCommit,
        double wallSeconds,
        double parallelEfficiency,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate,
        @Nullable TokensReport tokens,
        @Nullable BigDecimal budgetUsd,
        @Nullable PublicationReport publication,
        @Nullable MarksReport marks,
        @Nullable PushReport push,
        List<PullRequestReport> pullRequests,
        List<BaselineReport> baseline,
        List<TaskReport> tasks,
        List<AgentPauseReport> agentPauses,
        List<BudgetReport> budgets) {

    public static ExecutionReport of(ExecutionStatus execution) {
        var spent = execution.spent();
        var wall = wall(execution.tasks());
        return new ExecutionReport(
                execution.id().value(),
                execution.state().word(),
                execution.plan().name(),
                execution.repositoryName(),
                execution.mode().word(),
                execution.base().sha(),
                execution.id().resultBranch(),
                execution.resultTip().sha(),
                seconds(wall),
                efficiency(execution, wall),
                spent.cost().orElse(null),
                spent.isEstimate(),
                TokensReport.of(spent.tokens()),
                execution.settings().budgetUsd(),
                PublicationReport.of(execution),
                MarksReport.of(execution),
                PushReport.of(execution),
                PullRequestReport.of(execution),
                BaselineReport.of(execution),
                execution.tasks().stream()
                        .map(task -> TaskReport.of(execution, task))
                        .toList(),
                AgentPauseReport.of(execution),
                BudgetReport.pressing(execution));
    }

    private static Duration wall(List<TaskStatus> tasks) {
        var first = tasks.stream().flatMap(task -> task.startedAt().stream()).min(Instant::compareTo);
        var last = tasks.stream().flatMap(task -> task.finishedAt().stream()).max(Instant::compareTo);
        return first.flatMap(start -> last.map(end -> Duration.between(start, end)))
                .orElse(Duration.ZERO);
    }

    private static double efficiency(ExecutionStatus execution, Duration wall) {
        long ran = execution.tasks().stream()
                .filter(task -> !task.attempts().isEmpty())
                .count();
        long slots = Math.min(
                execution.settings().workers(),
                execution.scheduling().maxConcurrent().orElse(Integer.MAX_VALUE));
        long workers = Math.min(slots, ran);
        var agents = execution.tasks().stream().map(TaskStatus::agentTime).reduce(Duration.ZERO, Duration::plus);
        double capacity = workers * (double) wall.toMillis();
        return capacity > 0 ? Math.round(1000 * agents.toMillis() / capacity) / 1000.0 : 0;
    }

    /** With milliseconds. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
