package dev.coppice.queue.lease;

import dev.coppice.sql.SqlText;

/** The statements that keep, find and expire leases. */
final class LeaseStatements {
    private LeaseStatements() {}

    /**
     * One statement for all that a process has to tell and to hear; at least one row, which has no token if no lease was renewed. It skips
     * what is locked just now, so that one slow transaction cannot hold up all renewals.
     */
    static final SqlText RENEW = SqlText.of("""
            with alive as (
              update worker
                 set seen_at = clock_timestamp()
               where id = (select id from worker where id = :worker for no key update skip locked)),
            mine as materialized (
              select task_id, token
                from task_lease
               where task_id = any (:tasks) and token = any (:tokens)
               order by task_id
                 for no key update skip locked),
            kept as (
              update task_lease l
                 set lease_until = clock_timestamp() + make_interval(secs => :lease)
                from mine m
               where l.task_id = m.task_id and l.token = m.token
              returning l.task_id, l.token, l.budget_stop)
            select k.token, k.budget_stop, t.cancel_requested_at is not null as cancel_requested,
                   coalesce(t.deadline_at <= clock_timestamp(), false) as deadline_passed,
                   exists (select from worker where id = :worker and drain_requested_at is not null) as drain_requested
              from (select) one
              left join (kept k join task t on t.id = k.task_id) on true
            """);

    /** Tells the leases that are locked just now from those that are lost. */
    static final SqlText EXISTING =
            SqlText.of("select token from task_lease where task_id = any (:tasks) and token = any (:tokens)");

    static final SqlText EXPIRED = SqlText.of("""
            select l.task_id, l.attempt, l.execution_id, l.token
              from task_lease l
             where l.lease_until < clock_timestamp() - make_interval(secs => :grace)
               and (l.home = :home and l.worker <> :worker
                    or :guard
                       and not pg_is_in_recovery()
                       and pg_postmaster_start_time() < clock_timestamp() - make_interval(secs => :settled))
             limit 100
            """);

    static final SqlText TAKE_OVER = SqlText.of("""
            update task_lease
               set lease_until = '-infinity'
             where home = :home and worker <> :worker
            returning task_id, attempt, execution_id, token
            """);

    /** Only an attempt that did not end by itself can have left a lock. */
    static final SqlText DEAD_MARKS = SqlText.of("""
            select t.execution_id, a.task_id, a.number as attempt, a.token, t.number
              from attempt a
              join task t on t.id = a.task_id
              join execution e on e.id = t.execution_id and e.finished_at is null
             where a.home = :home and a.worker <> :worker and a.token is not null
               and (a.state = 'executing' or a.reason = 'lease_expired')
             order by a.task_id, a.number
            """);

    static final SqlText LEFTOVERS = SqlText.of("""
            select task_id, number, pid, process_started, boot_id
              from attempt
             where home = :home and worker <> :worker and pid is not null and process_ended_at is null
             order by task_id, number
            """);
}
