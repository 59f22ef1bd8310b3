package dev.coppice.queue;

/** The statements of {@link FollowUps}. */
final class FollowUpStatements {
    private FollowUpStatements() {}

    static final SqlText PARENT_COMPLETED = SqlText.of("""
            update task t
               set pending_parents = t.pending_parents - 1
              from task_edge e
             where e.parent = :task
               and t.id = e.child
               and t.state = 'queued'
            """);

    /**
     * Follows needs only through tasks that are still queued: what was done already needs nobody any more. What merely waits for the end of
     * one of these tasks waits for one less.
     */
    static final SqlText NEEDS_FAILED = SqlText.of("""
            with recursive hit(id, batch_id) as (
              select id, batch_id from task where id = :task
              union
              select c.id, c.batch_id
                from hit h
               cross join lateral (
                 select k.id, k.batch_id
                   from task_edge e
                   join task k on k.id = e.child
                  where e.parent = h.id and e.kind = 'needs' and k.state = 'queued'
                 union all
                 select k.id, k.batch_id
                   from batch p
                   join batch b on b.execution_id = p.execution_id and p.position = any (b.needs)
                   join task k on k.batch_id = b.id
                  where p.id = h.batch_id and k.state = 'queued') c),
            skipped as (
              update task t
                 set state = 'skipped', reason = 'needs_failed'
                from hit
               where t.id = hit.id and t.state = 'queued'
              returning t.id, t.execution_id),
            freed as (
              select e.child, count(*) as parents
                from hit
                join task_edge e on e.parent = hit.id and e.kind = 'order'
               where e.child not in (select id from hit)
               group by e.child),
            released as (
              update task t
                 set pending_parents = t.pending_parents - freed.parents
                from freed
               where t.id = freed.child and t.state = 'queued')
            insert into task_event (execution_id, task_id, what, detail)
            select execution_id, id, 'skipped', '{"reason": "needs_failed"}' from skipped
            """);

    static final SqlText END_BATCHES = SqlText.of("""
            with ended as (
              update batch b
                 set finished_at = clock_timestamp(),
                     state = case
                       when exists (select from task t
                                     where t.batch_id = b.id
                                       and (t.state = 'failed' or t.state = 'skipped' and t.reason = 'needs_failed')) then 'failed'
                       when exists (select from task t where t.batch_id = b.id and t.state = 'cancelled') then 'cancelled'
                       else 'completed' end
               where b.execution_id = :execution
                 and b.finished_at is null
                 and not exists (select from task t where t.batch_id = b.id and t.state in ('queued', 'executing'))
              returning b.position, b.state),
            next as (
              select b.id, count(*) as parents
                from ended e
                join batch b on b.execution_id = :execution and e.position = any (b.needs)
               where e.state = 'completed'
               group by b.id),
            released as (
              update task t
                 set pending_parents = t.pending_parents - next.parents
                from next
               where t.batch_id = next.id and t.state = 'queued')
            insert into task_event (execution_id, what, detail)
            select :execution, 'batch_' || state, jsonb_build_object('batch', position) from ended
            """);

    static final SqlText END_EXECUTION = SqlText.of("""
            with ended as (
              update execution e
                 set finished_at = clock_timestamp(),
                     state = case
                       when e.cancel_requested_at is not null then 'cancelled'
                       when exists (select from batch b where b.execution_id = e.id and b.state <> 'completed') then 'failed'
                       else 'completed' end
               where e.id = :execution
                 and e.finished_at is null
                 and not exists (select from batch b where b.execution_id = e.id and b.finished_at is null)
              returning e.id, e.state)
            insert into task_event (execution_id, what)
            select id, 'execution_' || state from ended
            """);

    /** Places are counted here, never stored: leases plus tasks already admitted. */
    static final SqlText ADMIT = SqlText.of("""
            update task
               set admitted = true
             where id in (
               select id
                 from task
                where execution_id = :execution and state = 'queued' and pending_parents = 0 and not admitted
                order by priority, run_at, id
                limit coalesce((
                  select case when max_concurrent is null then 1000000 else greatest(0, max_concurrent
                           - (select count(*) from task_lease where execution_id = :execution)
                           - (select count(*) from task
                               where execution_id = :execution and state = 'queued' and pending_parents = 0 and admitted)) end
                    from execution
                   where id = :execution and state in ('queued', 'executing')), 0))
            returning queue
            """);
}
