package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.Approval;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.report.AgentPauseReport;
import dev.coppice.report.BaselineReport;
import dev.coppice.report.BudgetReport;
import dev.coppice.report.MarksReport;
import dev.coppice.report.PublicationReport;
import dev.coppice.report.PullRequestReport;
import dev.coppice.report.PushReport;
import dev.coppice.report.TokensReport;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an execution stands. The first nine fields are those of the original system; null where there is nothing to tell.
 *
 * @param currentBatch the position of the first batch that is not at its end; null once all are
 * @param tasksCompleted with what was done already in the plan, so that it reaches {@code tasksTotal} in a completed execution
 * @param activePrs the pull requests that are open at the forge, as far as is known, as the original system told them
 * @param startedAt when the execution was accepted
 * @param pauseReason a word, while it is paused; {@code pauseDetail} says more, for people
 * @param repository its name, or its folder if it has none
 * @param deadlineAt when its unfinished tasks fail; null without a deadline
 * @param costUsd what its agents have spent so far, as far as they tell; null if none has
 * @param costIsEstimate whether some of that was worked out from tokens and the configured prices
 * @param tokens what the models have read and written, as far as agents tell; null if none has
 * @param budgetUsd what they may spend; null: whatever they need
 * @param budgetHardStop whether agents at work are ended once a budget is spent
 * @param publication what became of the completed result; null before
 * @param marks what became of marking what is completed in the plan; null if that was not asked for
 * @param push how far the push has come that was asked for; null if none was
 * @param pullRequests all that were asked for
 * @param baseline what checks said of the base, before any task had worked; empty while nobody has looked
 * @param agentPauses the agents that its unfinished tasks wait for, because their accounts cannot work now
 * @param budgets those of which at least four fifths are spent
 * @param awaitingApproval the tasks that wait for nothing but a person's approval
 * @param startedBy the name of who started it; null if it is from before such names were kept
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StatusView(
        String executionId,
        String status,
        @Nullable Integer currentBatch,
        int totalBatches,
        int tasksCompleted,
        int tasksTotal,
        List<PullRequestView> activePrs,
        Instant startedAt,
        @Nullable Instant completedAt,
        int tasksExecuting,
        int tasksFailed,
        int tasksSkipped,
        int tasksCancelled,
        @Nullable String pauseReason,
        @Nullable String pauseDetail,
        boolean cancelRequested,
        String plan,
        String repository,
        String executionMode,
        String agent,
        String baseCommit,
        String resultBranch,
        String resultCommit,
        int priority,
        @Nullable Instant deadlineAt,
        boolean autoMerge,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate,
        @Nullable TokensReport tokens,
        @Nullable BigDecimal budgetUsd,
        @Nullable BigDecimal batchBudgetUsd,
        @Nullable BigDecimal taskBudgetUsd,
        @Nullable BigDecimal attemptBudgetUsd,
        boolean budgetHardStop,
        @Nullable PublicationReport publication,
        @Nullable MarksReport marks,
        @Nullable PushReport push,
        List<PullRequestReport> pullRequests,
        List<BaselineReport> baseline,
        List<AgentPauseReport> agentPauses,
        List<BudgetReport> budgets,
        List<AwaitedView> awaitingApproval,
        @Nullable String startedBy) {

    /**
     * A task that waits for approval.
     *
     * @param batch the position of its batch
     * @param since when it was asked for
     */
    public record AwaitedView(
            String task, String title, int batch, @Nullable Instant since) {

        private static AwaitedView of(TaskStatus task) {
            return new AwaitedView(
                    task.number().text(),
                    task.title(),
                    task.batch(),
                    task.approval().flatMap(Approval::at).orElse(null));
        }
    }

    /** An open pull request of a task, or, without one, of the execution as a whole. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PullRequestView(@Nullable String task, int prNumber, String status, String url) {}

    public static StatusView of(ExecutionStatus execution) {
        return new StatusView(
                execution.id().value(),
                execution.state().word(),
                currentBatch(execution.batches()),
                execution.batches().size(),
                count(execution, StatusView::isDone),
                execution.tasks().size(),
                active(execution),
                execution.createdAt(),
                execution.finishedAt().orElse(null),
                count(execution, TaskState.Executing.class::isInstance),
                count(execution, TaskState.Failed.class::isInstance),
                count(execution, state -> state instanceof TaskState.Skipped && !isDone(state)),
                count(execution, TaskState.Cancelled.class::isInstance),
                execution.pauseReason().orElse(null),
                execution.pauseDetail().orElse(null),
                execution.cancelRequested(),
                execution.plan().name(),
                execution.repositoryName(),
                execution.mode().word(),
                execution.settings().agent(),
                sha(execution.base()),
                execution.id().resultBranch(),
                sha(execution.resultTip()),
                execution.scheduling().priority(),
                execution.deadlineAt().orElse(null),
                execution.publishing().autoMerge(),
                execution.spent().cost().orElse(null),
                execution.spent().isEstimate(),
                TokensReport.of(execution.spent().tokens()),
                execution.settings().budgetUsd(),
                execution.settings().partBudgets().batchUsd(),
                execution.settings().partBudgets().taskUsd(),
                execution.settings().partBudgets().attemptUsd(),
                execution.settings().partBudgets().stopsHard(),
                PublicationReport.of(execution),
                MarksReport.of(execution),
                PushReport.of(execution),
                PullRequestReport.of(execution),
                BaselineReport.of(execution),
                AgentPauseReport.of(execution),
                BudgetReport.pressing(execution),
                execution.awaitingApproval().stream().map(AwaitedView::of).toList(),
                execution.startedBy().orElse(null));
    }

    private static List<PullRequestView> active(ExecutionStatus execution) {
        return execution.pullRequest().filter(PullRequestStanding::isActive).stream()
                .map(request -> new PullRequestView(
                        null, request.number().orElseThrow(), request.state().word(), request.url()))
                .toList();
    }

    private static String sha(CommitId commit) {
        return commit.sha();
    }

    private static @Nullable Integer currentBatch(List<BatchStatus> batches) {
        return batches.stream()
                .filter(batch -> batch.finishedAt().isEmpty())
                .map(BatchStatus::position)
                .findFirst()
                .orElse(null);
    }

    private static boolean isDone(TaskState state) {
        return switch (state) {
            case TaskState.Completed _ -> true;
            case TaskState.Skipped(var reason) -> reason.equals("done_in_plan");
            case TaskState.Queued _, TaskState.Executing _, TaskState.Failed _, TaskState.Cancelled _ -> false;
        };
    }

    private static int count(ExecutionStatus execution, Predicate<TaskState> which) {
        return Math.toIntExact(
                execution.tasks().stream().map(TaskStatus::state).filter(which).count());
    }
}
