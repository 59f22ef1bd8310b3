package dev.coppice.queue;

import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.wakeup.OwnQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads all that is known about one execution, as of one moment. */
@ApplicationScoped
class StatusReader {

    /** Without one snapshot, a task could be seen completed in an execution seen before it. */
    private static final SqlText ONE_SNAPSHOT = SqlText.of("set transaction isolation level repeatable read read only");

    private static final SqlText SHARED =
            SqlText.of("select id from task where execution_id = :execution and queue = :queue limit 1");

    private final Sql sql;
    private final ExecutionRows executions;
    private final BatchRows batches;
    private final TaskStatusReader tasks;
    private final Baselines baselines;

    StatusReader(Sql sql, ExecutionRows executions, BatchRows batches, TaskStatusReader tasks, Baselines baselines) {
        this.sql = sql;
        this.executions = executions;
        this.batches = batches;
        this.tasks = tasks;
        this.baselines = baselines;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<ExecutionStatus> read(ExecutionId execution) {
        sql.call(ONE_SNAPSHOT).run();
        return executions.findByIdOptional(execution.value()).map(this::status);
    }

    private boolean isShared(String execution) {
        return sql.call(SHARED)
                .with("execution", execution)
                .with("queue", OwnQueues.SHARED)
                .row(_ -> true)
                .isPresent();
    }

    private ExecutionStatus status(ExecutionRow row) {
        var pullRequest = sql.call(PullRequestStatements.OF_EXECUTION)
                .with("execution", row.id)
                .row(PullRequestStanding::of);
        List<BatchRow> batchRows = batches.list("executionId = ?1 order by position", row.id);
        return new ExecutionStatus(
                new ExecutionId(row.id),
                ExecutionState.of(row.state),
                row.state.equals("paused") ? Optional.ofNullable(row.pauseReason) : Optional.empty(),
                row.state.equals("paused") ? Optional.ofNullable(row.pauseDetail) : Optional.empty(),
                row.cancelRequestedAt != null,
                Path.of(row.repository),
                ExecutionMode.of(row.mode),
                new ExecutionStatus.SubmittedText(row.plan, row.planText, row.planHash),
                new CommitId(row.baseCommit),
                new CommitId(row.resultTip),
                row.publishing(pullRequest.map(PullRequestStanding::wish)),
                row.published(),
                row.marked(),
                row.push(),
                pullRequest,
                Json.read(row.settings, ExecutionSettings.class),
                new HomeId(row.home),
                isShared(row.id),
                row.scheduling(),
                Optional.ofNullable(row.deadlineAt),
                row.createdAt,
                Optional.ofNullable(row.startedAt),
                Optional.ofNullable(row.finishedAt),
                Optional.ofNullable(row.startedBy),
                baselines.checks(new ExecutionId(row.id)).orElse(List.of()),
                batchRows.stream().map(BatchRow::toStatus).toList(),
                tasks.read(row.id, batchRows),
                sql.call(PauseStatements.OF_EXECUTION).with("execution", row.id).rows(AgentPause::of));
    }
}
