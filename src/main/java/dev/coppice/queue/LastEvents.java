package dev.coppice.queue;

import dev.coppice.event.Position;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells whoever follows an execution whether there is anything left to wait for. */
@ApplicationScoped
public class LastEvents {

    /** Events that are committed but not to be read yet, because of a transaction that is still open, are among those after a position. */
    private static final SqlText STATE_AT_END = SqlText.of("""
            select state
              from execution
             where id = :execution
               and finished_at is not null
               and (marks_file is null or marked_at is not null)
               and not (state = 'completed' and (auto_merge and published_at is null
                                                 or push_remote is not null and pushed_at is null
                                                 or exists (select from pull_request
                                                             where execution_id = :execution
                                                               and state in ('waiting', 'waiting_for_checks')
                                                               and ended_at is null)))
               and not exists (select from task_event
                                where execution_id = :execution and (transaction, id) > (:transaction, :id))
            """);

    private final AutoCommit sql;

    LastEvents(AutoCommit sql) {
        this.sql = sql;
    }

    /** The state in which it has ended, marked in its plan, published, pushed and merged over there if it was to be, if no event comes after this position. */
    public Optional<String> endAfter(ExecutionId execution, Position position) {
        return sql.call(STATE_AT_END)
                .with("execution", execution.value())
                .with("transaction", position.transaction())
                .with("id", position.id())
                .row(row -> Columns.text(row, "state"));
    }
}
