package dev.coppice.queue.retention;

import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Executions that have ended, for those who forget them in time: the oldest end first. */
@ApplicationScoped
public class PastExecutions {

    private final Sql sql;

    PastExecutions(Sql sql) {
        this.sql = sql;
    }

    /** At most 100 that ended so long ago and whose events have not been pruned since. */
    @Transactional
    public List<ExecutionId> withEvents(Duration endedAgo) {
        return past(PastStatements.WITH_EVENTS, endedAgo);
    }

    /** At most 100 that ended so long ago. */
    @Transactional
    public List<ExecutionId> ended(Duration ago) {
        return past(PastStatements.ENDED, ago);
    }

    private List<ExecutionId> past(SqlText statement, Duration ago) {
        return sql.call(statement)
                .with("seconds", ago.toSeconds())
                .rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** How many events there are of all executions together, as the server's statistics have it: seconds old, and near enough. */
    @Transactional
    public long estimatedEvents() {
        return sql.call(PastStatements.ESTIMATED_EVENTS)
                .row(row -> row.getLong("events"))
                .orElse(0L);
    }

    /**
     * Deletes the oldest events of an execution that has ended, at most 1,000. Empty if it has not, or if somebody else has to do with it
     * at this moment; it is not waited for.
     */
    @Transactional
    public Optional<Pruned> pruneEvents(ExecutionId execution) {
        var ended = sql.call(PastStatements.LOCK_ENDED)
                .with("execution", execution.value())
                .row(row -> Columns.text(row, "id"));
        return ended.map(id -> {
            int rows =
                    sql.call(PastStatements.PRUNE_EVENTS).with("execution", id).run();
            boolean isLast = rows < PastStatements.BATCH;
            if (isLast) {
                sql.call(PastStatements.MARK_PRUNED).with("execution", id).run();
            }
            return new Pruned(rows, isLast);
        });
    }

    /** What one transaction deleted, and whether nothing was left then. */
    public record Pruned(int rows, boolean isLast) {}

    /** Executions that were deleted whole; what they left in git may still be there. */
    @Transactional
    public List<ExecutionSummary> deleted() {
        return sql.call(PastStatements.DELETED).rows(ExecutionSummary::of);
    }
}
