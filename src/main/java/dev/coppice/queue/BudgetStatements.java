package dev.coppice.queue;

import dev.coppice.sql.SqlText;

/** The statements of {@link Budgets}. */
final class BudgetStatements {
    private BudgetStatements() {}

    /** Those of which at least four fifths are spent. */
    static final SqlText PRESSING = SqlText.of("""
            select b.scope, b.batch, b.task_id, t.number, b.attempt, b.budget, b.spent, b.is_estimate
              from budgets_of_execution(:execution) b
              left join task t on t.id = b.task_id
             where b.spent >= 0.8 * b.budget
            """);

    static final SqlText OF_EXECUTION = SqlText.of("""
            select b.scope, b.budget, b.spent, b.is_estimate
              from budgets_of_execution(:execution) b
             where b.scope = 'execution'
            """);

    static final SqlText OF_ATTEMPT =
            SqlText.of("select b.scope, b.budget, b.spent, b.is_estimate from budgets_of_attempt(:task, :attempt) b");

    static final SqlText IS_HARD = SqlText.of("""
            select coalesce(cast(e.settings -> 'partBudgets' ->> 'hardStop' as boolean), false) as hard
              from execution e
             where e.id = :execution
            """);

    /** Once for each size that the budget has had. */
    static final SqlText TELL = SqlText.of("""
            with news as (
              select :execution as execution_id, cast(:task as bigint) as task_id, cast(:attempt as int) as attempt,
                     cast(:what as text) as what,
                     jsonb_strip_nulls(jsonb_build_object('batch', cast(:batch as int), 'spent_usd', cast(:spent as numeric),
                       'budget_usd', cast(:budget as numeric), 'cost_is_estimate', nullif(cast(:estimate as boolean), false))) as detail)
            insert into task_event (execution_id, task_id, attempt, what, detail)
            select n.execution_id, n.task_id, n.attempt, n.what, n.detail
              from news n
             where not exists
                   (select from task_event e
                     where e.execution_id = n.execution_id and e.what = n.what
                       and e.task_id is not distinct from n.task_id and e.attempt is not distinct from n.attempt
                       and e.detail -> 'batch' is not distinct from n.detail -> 'batch'
                       and cast(e.detail ->> 'budget_usd' as numeric) = cast(:budget as numeric))
            """);

    static final SqlText FAIL_BATCH = SqlText.of("select fail_batch_if_spent(:execution, :batch) as failed");

    /** What runs hears it with its next heartbeat. */
    static final SqlText STOP_RUNNING = SqlText.of("""
            update task_lease l
               set budget_stop = :scope
              from task t
              join batch b on b.id = t.batch_id
             where l.execution_id = :execution and t.id = l.task_id and l.budget_stop is null
               and case cast(:scope as text)
                     when 'execution' then true
                     when 'batch' then b.position = cast(:batch as int)
                     when 'task' then l.task_id = cast(:task as bigint)
                     else l.task_id = cast(:task as bigint) and l.attempt = cast(:attempt as int) end
            """);

    static final SqlText LET_GO_ON = SqlText.of(
            "update task_lease set budget_stop = null where execution_id = :execution and budget_stop is not null");
}
