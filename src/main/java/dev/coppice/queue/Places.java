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
 * Gives out places that no end of a task gives out: a task whose retry became due meanwhile, or one of a repository whose place was freed
 * while its execution was locked.
 */
@ApplicationScoped
public class Places {

    static final SqlText WAITED_FOR = SqlText.of("""
            select e.id
              from execution e
             where e.finished_at is null and e.state in ('queued', 'executing')
               and (e.max_concurrent is not null or cast(:limit as int) is not null or e.settings #>> '{repository,limit}' is not null)
               and exists (select from task t
                            where t.execution_id = e.id and t.state = 'queued' and t.pending_parents = 0 and not t.admitted
                              and t.run_at <= clock_timestamp() and t.agent <> all ((select pausing_agents())::text[]))
               and coalesce(free_places(e.id), 1) > 0
             order by e.priority, e.turn, e.id
            """);

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;
    private final QueueConfig config;

    Places(Sql sql, ExecutionLock lock, FollowUps followUps, QueueConfig config) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
        this.config = config;
    }

    /** The executions with tasks that wait for nothing but a place, where one is free as far as the execution itself goes. */
    @Transactional
    public List<ExecutionId> waitedFor() {
        return sql.call(WAITED_FOR)
                .withNumber("limit", config.repositoryLimit())
                .rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** Fills the free places of one of them. */
    @Transactional
    public void fill(ExecutionId execution) {
        lock.take(execution);
        followUps.settle(execution);
    }
}
