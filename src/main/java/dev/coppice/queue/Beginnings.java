package dev.coppice.queue;

import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Shows by an execution's and its batches' states that their first task was claimed. */
@ApplicationScoped
class Beginnings {

    private static final SqlText EXECUTION = SqlText.of("""
            with begun as (
              update execution
                 set state = 'executing', started_at = coalesce(started_at, clock_timestamp())
               where id = :execution and state = 'queued'
              returning id)
            insert into task_event (execution_id, what)
            select id, 'execution_executing' from begun
            """);

    private static final SqlText BATCHES = SqlText.of("""
            with begun as (
              update batch b
                 set state = 'executing', started_at = coalesce(started_at, clock_timestamp())
               where b.execution_id = :execution and b.state = 'queued'
                 and b.id in (select t.batch_id from task t where t.id = any (:tasks))
              returning b.execution_id, b.position)
            insert into task_event (execution_id, what, detail)
            select execution_id, 'batch_executing', jsonb_build_object('batch', position) from begun
            """);

    private final Sql sql;
    private final ExecutionLock lock;

    Beginnings(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    @Transactional
    void mark(ExecutionId execution, List<Long> tasks) {
        lock.take(execution);
        sql.call(EXECUTION).with("execution", execution.value()).run();
        sql.call(BATCHES)
                .with("execution", execution.value())
                .with("tasks", tasks.toArray(Long[]::new))
                .run();
    }
}
