package dev.coppice.queue;

import dev.coppice.queue.publication.PullRequests;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.wakeup.OwnQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads all that is known about one execution, as of one moment, in as few statements as can be: pages and pipelines ask all the time. */
@ApplicationScoped
class StatusReader {

    /** Without one snapshot, a task could be seen completed in an execution seen before it. */
    private static final SqlText ONE_SNAPSHOT = SqlText.of("set transaction isolation level repeatable read read only");

    private final Sql sql;
    private final TaskStatusReader tasks;
    private final PullRequests pullRequests;

    StatusReader(Sql sql, TaskStatusReader tasks, PullRequests pullRequests) {
        this.sql = sql;
        this.tasks = tasks;
        this.pullRequests = pullRequests;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<ExecutionStatus> read(ExecutionId execution) {
        sql.call(ONE_SNAPSHOT).run();
        return sql.call(ExecutionColumns.BY_ID)
                .with("execution", execution.value())
                .with("shared", OwnQueues.SHARED)
                .row(row -> status(execution, row));
    }

    /** The driver holds the whole row by now, and so others can be read beside it. */
    private ExecutionStatus status(ExecutionId execution, ResultSet row) throws SQLException {
        var id = execution.value();
        var batches = sql.call(BatchLine.OF_EXECUTION).with("execution", id).rows(BatchLine::of);
        return ExecutionColumns.status(
                row,
                ExecutionColumns.hasPullRequest(row) ? pullRequests.of(execution) : Optional.empty(),
                batches.stream().map(BatchLine::status).toList(),
                tasks.read(id, batches),
                ExecutionColumns.hasFinished(row) ? List.of() : pauses(id));
    }

    private List<AgentPause> pauses(String execution) {
        return sql.call(PauseStatements.OF_EXECUTION)
                .with("execution", execution)
                .rows(AgentPause::of);
    }
}
