package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.Approval;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.report.TokensReport;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands. The first eleven fields are those of the original system; null where there is nothing to tell.
 *
 * @param branchName the result's branch, once the task has landed on it
 * @param prNumber null in this version, as the next field
 * @param commits the commit that landed, or none
 * @param phase what an executing task is doing
 * @param reason the word for programs of why it failed, was skipped or rejected
 * @param waitsFor the tasks, and {@code waitsForBatches} the batches, that must end before a queued one can start
 * @param approval null if it needs none
 * @param cancelRequested whether an executing one has been asked to stop for good
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskView(
        String id,
        String taskNumber,
        String taskTitle,
        @Nullable String branchName,
        @Nullable Integer prNumber,
        @Nullable String prUrl,
        String status,
        List<String> commits,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String error,
        int batchNumber,
        @Nullable String phase,
        @Nullable String reason,
        List<String> waitsFor,
        List<Integer> waitsForBatches,
        @Nullable ApprovalView approval,
        boolean cancelRequested,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate,
        @Nullable TokensReport tokens,
        List<AttemptView> attempts) {

    /**
     * The approval that a task needs.
     *
     * @param state required, requested (it waits for nothing else), approved or rejected
     * @param by the name of who has decided
     * @param at when it was asked for, approved or rejected
     */
    public record ApprovalView(
            String state,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String comment) {

        private static ApprovalView of(Approval approval) {
            return new ApprovalView(
                    approval.state().word(),
                    approval.by().orElse(null),
                    approval.at().orElse(null),
                    approval.comment().orElse(null));
        }
    }

    public static TaskView of(ExecutionStatus execution, TaskStatus task) {
        var landed = landed(task.state());
        return new TaskView(
                BatchView.id(execution, task.batch()) + "_task_"
                        + task.number().text().replace('.', '_'),
                task.number().text(),
                task.title(),
                landed.map(_ -> execution.id().resultBranch()).orElse(null),
                null,
                null,
                task.state().word(),
                landed.map(CommitId::sha).stream().toList(),
                task.startedAt().orElse(null),
                task.finishedAt().orElse(null),
                task.error().orElse(null),
                task.batch(),
                phase(task.state()).orElse(null),
                reason(task).orElse(null),
                task.waitsFor().stream().map(TaskNumber::text).toList(),
                task.waitsForBatches(),
                task.approval().map(ApprovalView::of).orElse(null),
                task.cancelRequested(),
                task.spent().cost().orElse(null),
                task.spent().isEstimate(),
                TokensReport.of(task.spent().tokens()),
                task.attempts().stream()
                        .map(attempt -> AttemptView.of(execution, task, attempt))
                        .toList());
    }

    private static Optional<CommitId> landed(TaskState state) {
        return state instanceof TaskState.Completed(var commit) ? Optional.ofNullable(commit) : Optional.empty();
    }

    private static Optional<String> phase(TaskState state) {
        return state instanceof TaskState.Executing(var _, var phase) ? Optional.of(phase.word()) : Optional.empty();
    }

    private static Optional<String> reason(TaskStatus task) {
        return switch (task.state()) {
            case TaskState.Failed(var reason) -> Optional.of(reason);
            case TaskState.Skipped(var reason) -> Optional.of(reason);
            case TaskState.Cancelled _ ->
                task.isRejected() ? Optional.of(Approval.State.REJECTED.word()) : Optional.empty();
            case TaskState.Queued _, TaskState.Executing _, TaskState.Completed _ -> Optional.empty();
        };
    }
}
