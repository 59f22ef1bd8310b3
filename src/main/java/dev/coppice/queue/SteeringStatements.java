package dev.coppice.queue;

import dev.coppice.queue.publication.DoneMarks;
import dev.coppice.sql.SqlText;

/** The statements of {@link Steering}; each runs under the execution's lock. */
public final class SteeringStatements {
    private SteeringStatements() {}

    static final SqlText WORK_WITH =
            SqlText.of("update execution set settings = cast(:settings as jsonb) where id = :execution");

    static final SqlText DRIVE = SqlText.of("update execution set driver = :driver where id = :execution");

    /** The mode is part of the name under which tasks are claimed: see {@link ClaimedAgent}. */
    static final SqlText AGENT = SqlText.of("""
            update task t
               set agent = :agent || substr(t.agent, length(e.settings ->> 'agent') + 1)
              from execution e
             where e.id = :execution and t.execution_id = e.id and t.state <> 'executing'
               and split_part(t.agent, '@', 1) = e.settings ->> 'agent'
            """);

    static final SqlText PAUSE = SqlText.of("""
            with paused as (
              update execution
                 set state = 'paused', pause_reason = :reason, pause_detail = cast(:detail as text)
               where id = :execution and state in ('queued', 'executing')
              returning id, pause_reason, pause_detail)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_paused', jsonb_strip_nulls(jsonb_build_object('reason', pause_reason, 'detail', pause_detail))
              from paused
            """);

    /** What waits to be claimed waits for its execution to go on. */
    public static final SqlText PAUSE_TASKS = SqlText.of("""
            update task
               set admitted = false
             where execution_id = :execution and state = 'queued' and pending_parents = 0 and admitted
               and exists (select from execution where id = :execution and state = 'paused')
            """);

    static final SqlText RESUME = SqlText.of("""
            with resumed as (
              update execution
                 set state = case when started_at is null then 'queued' else 'executing' end,
                     pause_reason = null, pause_detail = null
               where id = :execution and state = 'paused'
              returning id, state)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_' || state, '{"reason": "resumed"}' from resumed
            """);

    static final SqlText REQUEST_CANCEL = SqlText.of("""
            with requested as (
              update execution
                 set cancel_requested_at = clock_timestamp()
               where id = :execution and finished_at is null and cancel_requested_at is null
              returning id)
            insert into task_event (execution_id, what)
            select id, 'execution_cancel_requested' from requested
            """);

    /** A task claimed a moment ago is seen as executing here: the update waits for the claim's commit and looks again. */
    static final SqlText CANCEL_TASKS = SqlText.of("""
            with asked as (
              update task
                 set cancel_requested_at = clock_timestamp(),
                     state = case state when 'queued' then 'cancelled' else state end
               where execution_id = :execution and state in ('queued', 'executing')
              returning id, execution_id, state)
            insert into task_event (execution_id, task_id, what)
            select execution_id, id, case state when 'cancelled' then state else 'cancel_requested' end from asked
            """);

    /** Another unfinished execution that has the checkout which this one, in mode local, would need again. */
    static final SqlText CHECKOUT_TAKEN = SqlText.of("""
            select o.id
              from execution e
              join execution o on o.repository = e.repository and o.mode = 'local' and o.finished_at is null and o.id <> e.id
             where e.id = :execution and e.mode = 'local' and e.finished_at is not null
            """);

    /** Half of that may be done, by a process that died. */
    static final SqlText MARKS_DUE =
            SqlText.of("select e.id from execution e where e.id = :execution and" + DoneMarks.DUE);

    static final SqlText REOPEN_BATCHES = SqlText.of("""
            update batch b
               set state = case when b.started_at is null then 'queued' else 'executing' end, finished_at = null
             where b.execution_id = :execution
               and b.finished_at is not null
               and exists (select from task t where t.batch_id = b.id and t.state in ('queued', 'executing'))
            """);

    static final SqlText REOPEN = SqlText.of("""
            with opened as (
              update execution
                 set state = case when started_at is null then 'queued' else 'executing' end, deadline_at = null,
                     finished_at = null, pause_reason = null, pause_detail = null, cancel_requested_at = null,
                     marks_outcome = null, marks_detail = null, marks_commit = null, marked_at = null
               where id = :execution and state in ('failed', 'cancelled')
              returning id, state)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_' || state, '{"reason": "retried"}' from opened
            """);

    /** Afresh for every queued task: one that had been let go ahead of a failed task waits for that task's retry too. */
    static final SqlText COUNT_PARENTS = SqlText.of("""
            update task t
               set admitted = false,
                   pending_parents =
                     (select count(*)
                        from task_edge e
                        join task p on p.id = e.parent
                       where e.child = t.id
                         and case e.kind
                               when 'needs' then not (p.state = 'completed' or p.state = 'skipped' and p.reason = 'done_in_plan')
                               else p.state in ('queued', 'executing') end)
                     + (select count(*)
                          from batch own
                          join batch b on b.execution_id = own.execution_id and b.position = any (own.needs)
                         where own.id = t.batch_id and b.state <> 'completed')
                     + case when t.approval in ('required', 'requested', 'rejected') then 1 else 0 end
             where t.execution_id = :execution and t.state = 'queued'
            """);
}
