package dev.coppice.queue;

import dev.coppice.sql.SqlText;

/** The statements of {@link Approvals}; each runs under the execution's lock. Asking for an approval is a function of the database. */
final class ApprovalStatements {
    private ApprovalStatements() {}

    private static final String OPEN = """
               where t.id = any (:tasks) and t.execution_id = :execution
                 and t.state = 'queued' and t.approval in ('required', 'requested')
              returning t.id),
            """;

    private static final String WRITTEN_DOWN = """
            said as (
              update task_data d
                 set approval_by = :by, approval_at = clock_timestamp(), approval_comment = :comment
                from decided
               where d.task_id = decided.id)
            """;

    private static final String DETAIL =
            "jsonb_strip_nulls(jsonb_build_object('by', cast(:by as text), 'comment', cast(:comment as text)))";

    /** An approval that was waited for is one parent less. */
    static final SqlText APPROVE = SqlText.of("""
            with decided as (
              update task t
                 set approval = 'approved', pending_parents = t.pending_parents - 1
            """ + OPEN + WRITTEN_DOWN + """
            insert into task_event (execution_id, task_id, what, detail)
            select :execution, decided.id, 'approved', %s from decided order by decided.id
            """.formatted(DETAIL));

    /** All of them at once, so that none is skipped because it needs another one of them. */
    static final SqlText REJECT = SqlText.of("""
            with decided as (
              update task t
                 set approval = 'rejected', state = 'cancelled', reason = 'rejected', admitted = false
            """ + OPEN + WRITTEN_DOWN.stripTrailing() + """
            ,
            told as (
              insert into task_event (execution_id, task_id, what, detail)
              select :execution, decided.id, w.what, case w.what when 'rejected' then %s else '{"reason": "rejected"}' end
                from decided
               cross join (values (1, 'rejected'), (2, 'cancelled')) w (place, what)
               order by decided.id, w.place)
            select decided.id from decided order by decided.id
            """.formatted(DETAIL));

    static final SqlText SKIP_WHAT_NEEDS = SqlText.of("select skip_what_needs(:task)");

    /** The tasks whose approval is asked for, if nothing else is left to do: no task runs, and none could. */
    static final SqlText ALL_THAT_IS_LEFT = SqlText.of("""
            select string_agg(t.number, ', ' order by t.id) as tasks
              from task t
             where t.execution_id = :execution and t.approval = 'requested'
               and not exists (select from task o
                                where o.execution_id = :execution
                                  and (o.state = 'executing' or o.state = 'queued' and o.pending_parents = 0))
            having count(*) > 0
            """);
}
