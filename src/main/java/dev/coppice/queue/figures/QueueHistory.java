package dev.coppice.queue.figures;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the queue has been in the last hour, as it was looked at twice a minute by one of the services on the database. */
@ApplicationScoped
public class QueueHistory {

    /** Services that look at the same time mean the same row; the first writes it. What is too old goes with the next look. */
    private static final SqlText LOOK = SqlText.of("""
            with now as (
              select to_timestamp(30 * floor(extract(epoch from clock_timestamp()) / 30)) as at),
            old as (
              delete from queue_sample where at < clock_timestamp() - interval '2 hours'),
            counted as (
              select e.repository,
                     count(*) filter (where t.state = 'queued') as queued,
                     count(*) filter (where t.state = 'executing') as executing
                from execution e
                join task t on t.execution_id = e.id and t.state in ('queued', 'executing')
               where e.finished_at is null
               group by e.repository)
            insert into queue_sample (at, repository, queued, executing)
            select now.at, '', coalesce(sum(counted.queued), 0), coalesce(sum(counted.executing), 0)
              from now
              left join counted on true
             group by now.at
            union all
            select now.at, counted.repository, counted.queued, counted.executing
              from now
              join counted on true
            on conflict do nothing
            """);

    static final SqlText LAST_HOUR = SqlText.of("""
            select s.at, coalesce(sum(s.queued) filter (where counts), 0) as queued,
                   coalesce(sum(s.executing) filter (where counts), 0) as executing
              from queue_sample s
             cross join lateral (
               select case when cast(:within as text[]) is null then s.repository = ''
                           else s.repository = any (:within) or regexp_replace(s.repository, '^.*/', '') = any (:within) end as counts) mine
             where s.at > clock_timestamp() - interval '1 hour'
             group by s.at
             order by s.at
            """);

    private final AutoCommit sql;

    QueueHistory(AutoCommit sql) {
        this.sql = sql;
    }

    /** How many tasks were queued and executing at a moment. */
    public record Depth(Instant at, int queued, int executing) {}

    /** Writes down how it is now, unless another service has done so in this half of a minute. */
    public void look() {
        sql.call(LOOK).run();
    }

    /** The oldest first; of these repositories only, by their folders or names, if there are any named. Nobody looked where one is missing. */
    public List<Depth> lastHour(Optional<List<String>> within) {
        return sql.call(LAST_HOUR)
                .with(
                        "within",
                        within.map(names -> names.toArray(String[]::new)).orElse(null))
                .rows(row -> new Depth(
                        Columns.instant(row, "at").orElseThrow(), row.getInt("queued"), row.getInt("executing")));
    }
}
