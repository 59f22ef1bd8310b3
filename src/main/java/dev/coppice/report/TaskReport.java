package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        @Nullable String error) {

    /** Of a task as it stands. */
    static TaskReport of(ExecutionStatus execution, TaskStatus task) {
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
}
