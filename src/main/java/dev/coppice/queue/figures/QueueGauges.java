package dev.coppice.queue.figures;

import dev.coppice.queue.QueueConfig;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How much there is to do and who does it, as series of a monitor: all of it by one statement, which looks at nothing that is at its end. */
@ApplicationScoped
public class QueueGauges {

    private static final SqlText ALL = SqlText.of("""
            with unfinished as (
              select split_part(t.agent, '@', 1) as agent,
                     case when t.state = 'executing' then coalesce(a.phase, 'preparing')
                          when t.approval = 'requested' then 'awaiting_approval'
                          when t.pending_parents > 0 then 'blocked'
                          when t.admitted then 'ready'
                          else 'waiting' end as state,
                     case when t.state = 'queued' and t.admitted
                          then clock_timestamp() - greatest(t.run_at, t.admitted_at) end as waited
                from execution e
                join task t on t.execution_id = e.id and t.state in ('queued', 'executing')
                left join attempt a on a.task_id = t.id and a.number = t.attempts and t.state = 'executing'
               where e.finished_at is null)
            select 'executions' as name, state as first, '' as second, count(*)::float8 as value
              from execution where finished_at is null group by state
            union all
            select 'tasks', agent, state, count(*) from unfinished group by agent, state
            union all
            select 'oldest', agent, '', extract(epoch from greatest(max(waited), interval '0'))
              from unfinished where state = 'ready' group by agent
            union all
            select 'leases', '', '', count(*) from task_lease
            union all
            select 'leases_expired', '', '', count(*) from task_lease where lease_until < clock_timestamp()
            union all
            select 'workers', case when seen_at < clock_timestamp() - make_interval(secs => :lease) then 'silent'
                                   when drain_requested_at is not null then 'draining'
                                   else 'working' end, '', count(*) from worker group by 2
            union all
            select 'slots', '', '', coalesce(sum(slots), 0) from worker
             where seen_at >= clock_timestamp() - make_interval(secs => :lease) and drain_requested_at is null
            union all
            select 'paused', split_part(agent, '@', 1), min(reason), 1 from agent_pause group by 2
            union all
            select 'landings', '', '', count(*) from integration_intent where state = 'open'
            union all
            select 'oldest_landing', '', '', coalesce(extract(epoch from max(clock_timestamp() - opened_at)), 0)
              from integration_intent where state = 'open'
            """);

    private final AutoCommit sql;
    private final QueueConfig config;

    QueueGauges(AutoCommit sql, QueueConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /** A figure by its name, which says what the labels are; empty where there is none. */
    public record Figure(String name, String first, String second, double value) {}

    /** A worker that has been silent for longer than a lease has lost all that it had. */
    public List<Figure> all() {
        return sql.call(ALL)
                .with("lease", config.lease().toMillis() / 1000.0)
                .rows(row -> new Figure(
                        Columns.text(row, "name"),
                        Columns.text(row, "first"),
                        Columns.text(row, "second"),
                        row.getDouble("value")));
    }
}
