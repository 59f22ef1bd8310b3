package dev.coppice.queue;

import dev.coppice.sql.SqlText;

/**
 * The statements by which tasks are queued again; each runs under the execution's lock. They leave where it is what needs a task that is
 * not tried again, directly or not: once queued it would wait for that task for ever.
 */
final class RetryStatements {
    private RetryStatements() {}

    private static final String RETRIED = "'{\"reason\": \"retried\"}'";

    private static final String RETRIED_WITH_WORDS = """
            jsonb_strip_nulls(jsonb_build_object('reason', 'retried', 'comment', case number when :number then cast(:comment as text) end))""";

    /** Every task of the batches from this position on that did not succeed. */
    static final SqlText FROM_BATCH = SqlText.of("""
            with recursive wanted(id) as (
              select t.id
                from task t
                join batch b on b.id = t.batch_id
               where t.execution_id = :execution and b.position >= :batch
                 and (t.state in ('failed', 'cancelled') or t.state = 'skipped' and t.reason = 'needs_failed')),
            """ + queueWhatCanRun(RETRIED));

    /** The task, and what was skipped because of it, by edges and by the needs of batches; only one that failed or was cancelled. */
    static final SqlText TASK = SqlText.of("""
            with recursive again(id, batch_id) as (
              select t.id, t.batch_id
                from task t
               where t.execution_id = :execution and t.number = :number and t.state in ('failed', 'cancelled')
              union
              select c.id, c.batch_id
                from again a
               cross join lateral (
                 select k.id, k.batch_id
                   from task_edge e
                   join task k on k.id = e.child
                  where e.parent = a.id and e.kind = 'needs' and k.state = 'skipped' and k.reason = 'needs_failed'
                 union all
                 select k.id, k.batch_id
                   from batch p
                   join batch b on b.execution_id = p.execution_id and p.position = any (b.needs)
                   join task k on k.execution_id = p.execution_id and k.batch_id = b.id
                  where p.id = a.batch_id and k.state = 'skipped' and k.reason = 'needs_failed') c),
            wanted(id) as (select id from again),
            """ + queueWhatCanRun(RETRIED_WITH_WORDS));

    /** For its next attempts, until others take their place. */
    static final SqlText SAID = SqlText.of("""
            update task_data
               set retry_comment = :comment
             where task_id = (select id from task where execution_id = :execution and number = :number)
            """);

    /** A batch is walked through once, however many of its tasks did not succeed. All have one time, so that they run in the plan's order. */
    private static String queueWhatCanRun(String detail) {
        return """
            blocked(task_id, batch_id) as (
              select t.id, cast(null as bigint)
                from task t
               where t.execution_id = :execution and t.id not in (select id from wanted)
                 and (t.state in ('failed', 'cancelled') or t.state = 'skipped' and t.reason = 'needs_failed')
              union
              select c.task_id, c.batch_id
                from blocked h
               cross join lateral (
                 select e.child as task_id, cast(null as bigint) as batch_id
                   from task_edge e
                  where e.parent = h.task_id and e.kind = 'needs'
                 union all
                 select null, t.batch_id from task t where t.id = h.task_id
                 union all
                 select k.id, null
                   from batch p
                   join batch b on b.execution_id = p.execution_id and p.position = any (b.needs)
                   join task k on k.batch_id = b.id
                  where p.id = h.batch_id) c),
            queued as (
              update task t
                 set state = 'queued', reason = null, admitted = false, cancel_requested_at = null, deadline_at = null,
                     run_at = statement_timestamp(), failures = 0, lease_losses = 0, infrastructure_faults = 0, takeovers = 0
                from wanted
               where t.id = wanted.id and not exists (select from blocked h where h.task_id = t.id)
              returning t.id, t.execution_id, t.number)
            insert into task_event (execution_id, task_id, what, detail)
            select execution_id, id, 'queued', %s from queued
            """.formatted(detail);
    }
}
