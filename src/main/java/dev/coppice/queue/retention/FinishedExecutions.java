package dev.coppice.queue.retention;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether an attempt's end was the end of its execution. */
@ApplicationScoped
public class FinishedExecutions {

    private static final SqlText ENDED_WITH = SqlText.of("""
            select e.plan, e.state, e.created_at, e.finished_at
              from execution e
              join attempt own on own.task_id = :task and own.number = :attempt
             where e.id = :execution and e.finished_at is not null
               and not exists (select
                                 from task t
                                 join attempt a on a.task_id = t.id
                                where t.execution_id = e.id
                                  and (a.ended_at > own.ended_at or a.ended_at = own.ended_at and a.task_id > own.task_id))
            """);

    private final AutoCommit sql;

    FinishedExecutions(AutoCommit sql) {
        this.sql = sql;
    }

    /** An execution from its submission to its end; the state is its word. */
    public record Finished(String plan, String state, Instant created, Instant finished) {}

    /** Empty if it goes on, or if an attempt ended after this one: then that one's process can tell. */
    public Optional<Finished> endedWith(Lease lease) {
        return sql.call(ENDED_WITH)
                .with("execution", lease.execution().value())
                .with("task", lease.task().value())
                .with("attempt", lease.attempt())
                .row(row -> new Finished(
                        Columns.text(row, "plan"),
                        Columns.text(row, "state"),
                        Columns.instant(row, "created_at").orElseThrow(),
                        Columns.instant(row, "finished_at").orElseThrow()));
    }
}
