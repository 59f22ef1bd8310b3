package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Fails what has not run when its execution's deadline passes. No claim takes such a task any more, and what runs hears of it with the next
 * heartbeat; this ends those that are still queued.
 */
@ApplicationScoped
public class Deadlines {

    /** The word for programs. */
    public static final String REASON = "deadline_passed";

    private static final SqlText BEGIN = SqlText.of("""
            with begun as (
              update execution
                 set deadline_at = case when deadline_at > clock_timestamp() then deadline_at
                                      else clock_timestamp() + make_interval(secs => deadline_seconds) end
               where id = :execution and deadline_seconds is not null
              returning id, deadline_at)
            update task t
               set deadline_at = begun.deadline_at
              from begun
             where t.execution_id = begun.id and t.state = 'queued'
            """);

    static final SqlText PASSED = SqlText.of("""
            select e.id
              from execution e
             where e.finished_at is null and e.deadline_at <= clock_timestamp()
               and exists (select from task t where t.execution_id = e.id and t.state = 'queued')
             order by e.deadline_at
            """);

    static final SqlText FAIL = SqlText.of("""
            with failed as (
              update task
                 set state = 'failed', reason = :reason, admitted = false
               where execution_id = :execution and state = 'queued' and deadline_at <= clock_timestamp()
              returning id, execution_id, reason)
            insert into task_event (execution_id, task_id, what, detail)
            select execution_id, id, 'failed', jsonb_build_object('reason', reason) from failed
            """);

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;

    Deadlines(Sql sql, ExecutionLock lock, FollowUps followUps) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
    }

    /** Puts the queued tasks of an execution that has a deadline under it; one that has passed begins anew. Within its caller's transaction. */
    void begin(ExecutionId execution) {
        sql.call(BEGIN).with("execution", execution.value()).run();
    }

    /** The executions that have queued tasks after their deadline. */
    @Transactional
    public List<ExecutionId> passed() {
        return sql.call(PASSED).rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** Fails those tasks; answers how many they were. */
    @Transactional
    public int enforce(ExecutionId execution) {
        lock.take(execution);
        int failed = sql.call(FAIL)
                .with("execution", execution.value())
                .with("reason", REASON)
                .run();
        followUps.settle(execution);
        return failed;
    }
}
