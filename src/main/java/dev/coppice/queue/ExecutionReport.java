package dev.coppice.queue;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.forge.MergeMethod;
import dev.coppice.project.BaselinePolicy;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /**
     * What a check said of the base, before any task had worked.
     *
     * @param evidence how it ended and what it printed last; "" if it passed
     * @param enforced whether work must pass it; false of one that failed before, unless the repository says otherwise
     */
    public record BaselineReport(String command, boolean passed, String evidence, boolean enforced) {}

    /**
     * What became of a completed result.
     *
     * @param outcome not_requested, pending, merged or left
     * @param detail what was done, or the command that does it by hand
     */
    public record PublicationReport(String outcome, String detail) {}

    /**
     * What became of marking what is completed in the plan.
     *
     * @param file the plan's path in the repository
     * @param outcome pending, marked, nothing or left
     * @param detail which tasks were marked, which were not, and why
     * @param commit the result's last one; null unless something was marked
     */
    public record MarksReport(
            String file,
            String outcome,
            String detail,
            @Nullable String commit) {}

    /**
     * What became of pushing a result.
     *
     * @param branch its short name over there
     * @param outcome pending, pushed or left
     * @param detail what was done, or why not and the command that does it by hand
     */
    public record PushReport(String remote, String branch, String outcome, String detail) {}

    /**
     * A pull request for the result.
     *
     * @param task the number of the task that it is for; null: for all of them together
     * @param number null until it is open, as is the address
     * @param state waiting, open, waiting_for_checks, merged, closed, not_mergeable, failed or cancelled
     * @param reason what it waits for, or why it ended so; "" if there is nothing to say
     * @param head the branch that is asked for, by its short name, as {@code base}, which is to get it
     * @param merge how it is to be merged once it may be; null: that is for people
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PullRequestReport(
            @Nullable String task,
            @Nullable Integer number,
            @Nullable String url,
            String state,
            String reason,
            String head,
            String base,
            @Nullable String merge) {}

    /**
     * An agent that unfinished tasks wait for, because its account cannot work now.
     *
     * @param reason the word for programs; {@code detail} is the text for people
     * @param pausedUntil from then on one task tries again
     * @param probing whether that one is running
     * @param fallback the agent that does its tasks meanwhile, unless it pauses itself
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record AgentPauseReport(
            String agent,
            String reason,
            String detail,
            String pausedSince,
            String pausedUntil,
            boolean probing,
            @Nullable String fallback) {}

    /** One task of the report; the commit is the one that landed, agent and model are those of the last attempt. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record TaskReport(
            String number,
            String title,
            String batch,
            String status,
            int attempts,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String commit,
            @Nullable String startedAt,
            @Nullable String completedAt,
            @Nullable Double durationSeconds,
            @Nullable BigDecimal costUsd,
            boolean costIsEstimate,
            @Nullable TokensReport tokens,
            @Nullable String error) {}

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
                publication(execution),
                marks(execution),
                push(execution),
                pullRequests(execution),
                baseline(execution),
                execution.tasks().stream().map(task -> report(execution, task)).toList(),
                agentPauses(execution),
                BudgetReport.pressing(execution));
    }

    /** Empty where nothing pauses. */
    public static List<AgentPauseReport> agentPauses(ExecutionStatus execution) {
        return execution.agentPauses().stream()
                .map(pause -> new AgentPauseReport(
                        pause.agent(),
                        pause.reason(),
                        pause.message(),
                        pause.since().toString(),
                        pause.until().toString(),
                        pause.isProbing(),
                        pause.fallback().orElse(null)))
                .toList();
    }

    /** Null unless the execution is completed. */
    public static @Nullable PublicationReport publication(ExecutionStatus execution) {
        if (execution.state() != ExecutionState.COMPLETED) {
            return null;
        }
        return execution.publishing().autoMerge()
                ? execution
                        .published()
                        .map(done -> new PublicationReport(done.outcome().word(), done.detail()))
                        .orElseGet(() -> new PublicationReport("pending", ""))
                : new PublicationReport(
                        "not_requested", "git merge " + execution.id().resultBranch());
    }

    /** Null if no marks were asked for. */
    public static @Nullable MarksReport marks(ExecutionStatus execution) {
        return execution
                .publishing()
                .marks()
                .map(target -> execution
                        .marked()
                        .map(done -> new MarksReport(
                                target.file(),
                                done.outcome().word(),
                                done.detail(),
                                done.commit().map(CommitId::sha).orElse(null)))
                        .orElseGet(() -> new MarksReport(target.file(), "pending", "", null)))
                .orElse(null);
    }

    /** Null if no push was asked for. */
    public static @Nullable PushReport push(ExecutionStatus execution) {
        return execution
                .push()
                .map(push -> new PushReport(
                        push.target().remote(),
                        push.target().branch().shortName(),
                        push.outcome().word(),
                        push.detail()))
                .orElse(null);
    }

    /** Empty if none was asked for. */
    public static List<PullRequestReport> pullRequests(ExecutionStatus execution) {
        return execution.pullRequest().stream()
                .map(request -> new PullRequestReport(
                        null,
                        request.number().isPresent()
                                ? (Integer) request.number().getAsInt()
                                : null,
                        request.url().isEmpty() ? null : request.url(),
                        request.state().word(),
                        request.reason(),
                        request.wish().head(),
                        request.wish().base(),
                        request.wish().merge().map(MergeMethod::word).orElse(null)))
                .toList();
    }

    /** Empty while nobody has looked. */
    public static List<BaselineReport> baseline(ExecutionStatus execution) {
        boolean blocks = execution.settings().project().verification().baseline() == BaselinePolicy.BLOCK;
        return execution.baseline().stream()
                .map(check ->
                        new BaselineReport(check.command(), check.passed(), check.evidence(), blocks || check.passed()))
                .toList();
    }

    private static TaskReport report(ExecutionStatus execution, TaskStatus task) {
        var spent = task.spent();
        var last = task.attempts().isEmpty()
                ? Optional.<AttemptStatus>empty()
                : Optional.of(task.attempts().getLast());
        return new TaskReport(
                task.number().text(),
                task.title(),
                batchNumber(execution, task),
                task.state().word(),
                task.attempts().size(),
                last.flatMap(AttemptStatus::agent).orElse(null),
                last.flatMap(AttemptStatus::model).orElse(null),
                landed(task.state()).map(CommitId::sha).orElse(null),
                task.startedAt().map(Instant::toString).orElse(null),
                task.finishedAt().map(Instant::toString).orElse(null),
                duration(task).map(ExecutionReport::seconds).orElse(null),
                spent.cost().orElse(null),
                spent.isEstimate(),
                TokensReport.of(spent.tokens()),
                task.error().orElse(null));
    }

    private static String batchNumber(ExecutionStatus execution, TaskStatus task) {
        return execution.batches().stream()
                .filter(batch -> batch.position() == task.batch())
                .map(BatchStatus::number)
                .findFirst()
                .orElse("");
    }

    private static Optional<CommitId> landed(TaskState state) {
        return state instanceof TaskState.Completed(var commit) ? Optional.ofNullable(commit) : Optional.empty();
    }

    private static Optional<Duration> duration(TaskStatus task) {
        return task.startedAt().flatMap(start -> task.finishedAt().map(end -> Duration.between(start, end)));
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

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
