-- What has been spent of the budgets that an execution's settings name, as functions. Money is only ever looked at where a budget is set.

-- Of all budgets of an execution, once something is spent of them; those of attempts only while they run.
create or replace function budgets_of_execution(which text)
  returns table (scope text, batch int, task_id bigint, attempt int, budget numeric, spent numeric, is_estimate boolean)
  language sql stable set enable_seqscan = off as $$
  with limits as (
    select cast(e.settings ->> 'budgetUsd' as numeric) as of_execution,
           cast(e.settings -> 'partBudgets' ->> 'batchUsd' as numeric) as of_batch,
           cast(e.settings -> 'partBudgets' ->> 'taskUsd' as numeric) as of_task,
           cast(e.settings -> 'partBudgets' ->> 'attemptUsd' as numeric) as of_attempt
      from execution e
     where e.id = which),
  cost as materialized (
    select t.batch_id, t.id as task_id, a.number, a.state, a.cost_usd, a.cost_is_estimate
      from task t
      join attempt a on a.task_id = t.id
     where t.execution_id = which and a.cost_usd > 0
       and (select coalesce(l.of_execution, l.of_batch, l.of_task, l.of_attempt) is not null from limits l))
  select 'execution', null::int, null::bigint, null::int, l.of_execution, sum(c.cost_usd), bool_or(c.cost_is_estimate)
    from limits l
    join cost c on true
   where l.of_execution is not null
   group by l.of_execution
  union all
  select 'batch', b.position, null, null, l.of_batch, sum(c.cost_usd), bool_or(c.cost_is_estimate)
    from limits l
    join cost c on true
    join batch b on b.id = c.batch_id
   where l.of_batch is not null
   group by b.position, l.of_batch
  union all
  select 'task', null, c.task_id, null, l.of_task, sum(c.cost_usd), bool_or(c.cost_is_estimate)
    from limits l
    join cost c on true
   where l.of_task is not null
   group by c.task_id, l.of_task
  union all
  select 'attempt', null, c.task_id, c.number, l.of_attempt, c.cost_usd, c.cost_is_estimate
    from limits l
    join cost c on c.state = 'executing'
   where l.of_attempt is not null
$$;

-- Of the budgets that an attempt at a task has to keep, from the narrowest to the widest.
create or replace function budgets_of_attempt(of_task bigint, of_attempt int)
  returns table (scope text, budget numeric, spent numeric, is_estimate boolean)
  language sql stable set enable_seqscan = off as $$
  with own as (
    select t.execution_id, t.batch_id,
           cast(e.settings ->> 'budgetUsd' as numeric) as of_execution,
           cast(e.settings -> 'partBudgets' ->> 'batchUsd' as numeric) as of_batch,
           cast(e.settings -> 'partBudgets' ->> 'taskUsd' as numeric) as of_task,
           cast(e.settings -> 'partBudgets' ->> 'attemptUsd' as numeric) as of_attempt
      from task t
      join execution e on e.id = t.execution_id
     where t.id = of_task)
  select s.scope, s.budget, coalesce(s.spent, 0), coalesce(s.is_estimate, false)
    from (
      select 1 as width, 'attempt' as scope, o.of_attempt as budget, c.spent, c.is_estimate
        from own o
       cross join lateral (
         select sum(a.cost_usd) as spent, bool_or(a.cost_is_estimate) as is_estimate
           from attempt a
          where a.task_id = $1 and a.number = $2) c
       where o.of_attempt is not null
      union all
      select 2, 'task', o.of_task, c.spent, c.is_estimate
        from own o
       cross join lateral (
         select sum(a.cost_usd) as spent, bool_or(a.cost_is_estimate) as is_estimate
           from attempt a
          where a.task_id = $1) c
       where o.of_task is not null
      union all
      select 3, 'batch', o.of_batch, c.spent, c.is_estimate
        from own o
       cross join lateral (
         select sum(a.cost_usd) as spent, bool_or(a.cost_is_estimate) as is_estimate
           from task t
           join attempt a on a.task_id = t.id
          where t.execution_id = o.execution_id and t.batch_id = o.batch_id) c
       where o.of_batch is not null
      union all
      select 4, 'execution', o.of_execution, c.spent, c.is_estimate
        from own o
       cross join lateral (
         select sum(a.cost_usd) as spent, bool_or(a.cost_is_estimate) as is_estimate
           from task t
           join attempt a on a.task_id = t.id
          where t.execution_id = o.execution_id) c
       where o.of_execution is not null) s
   order by s.width
$$;

-- To be called under the execution's lock when a task has been queued again: it fails instead if it, or its batch, has spent what it may.
-- Of an execution that has, the tasks stay queued: it is paused, and goes on with a larger budget.
create or replace function fail_if_spent(of_task bigint) returns boolean
  language plpgsql set enable_seqscan = off as $$
begin
  if not exists (select from budgets_of_attempt(of_task, 0) b where b.scope in ('batch', 'task') and b.spent >= b.budget) then
    return false;
  end if;
  with failed as (
    update task t
       set state = 'failed', reason = 'budget', admitted = false
     where t.id = of_task
    returning t.id, t.execution_id)
  insert into task_event (execution_id, task_id, what, detail)
  select failed.execution_id, failed.id, 'failed', '{"reason": "budget"}' from failed;
  return true;
end $$;

-- Under the execution's lock as well: what is still queued of a batch that has spent what it may fails, one after the other because each
-- takes what needs it along. How many failed.
create or replace function fail_batch_if_spent(which text, of_batch int) returns int
  language plpgsql set enable_seqscan = off as $$
declare
  waiting bigint;
  failed_now int := 0;
begin
  for waiting in
    select t.id
      from task t
      join batch b on b.id = t.batch_id
     where t.execution_id = which and b.execution_id = which and b.position = of_batch and t.state = 'queued'
     order by t.id
  loop
    update task t set state = 'failed', reason = 'budget', admitted = false where t.id = waiting and t.state = 'queued';
    if found then
      insert into task_event (execution_id, task_id, what, detail) values (which, waiting, 'failed', '{"reason": "budget"}');
      perform skip_what_needs(waiting);
      failed_now := failed_now + 1;
    end if;
  end loop;
  return failed_now;
end $$;
