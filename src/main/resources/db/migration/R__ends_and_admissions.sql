-- What the end of an attempt sets off, as functions: the end with all that follows from it is one round trip under the execution's lock.
-- They are volatile, so that each statement sees what was committed before it; the lock comes first, so checks and counts are exact.
-- Sequential scans are off because a plan made while the task table was small would be kept when it is large; plans are generic because
-- making them anew costs more than they do.

-- The agents that pause and whose tasks others do meanwhile. One step only: nobody stands in for who stands in.
create or replace function relieved_agents() returns text[]
  language sql stable as $$
  select coalesce(array_agg(p.agent), '{}')
    from agent_pause p
   where p.fallback is not null and not exists (select from agent_pause f where f.agent = p.fallback)
$$;

-- The agents whose tasks cannot be claimed for now: where places are few, theirs are for others.
create or replace function pausing_agents() returns text[]
  language sql stable as $$
  select coalesce(array_agg(p.agent), '{}')
    from agent_pause p
   where p.until > clock_timestamp() and p.agent <> all ((select relieved_agents())::text[])
$$;

-- Lets up to so many waiting tasks of an execution be claimed. Their turns follow the execution's last one, and do not come before the
-- first one that waits: who had nothing to do for a while gets no arrears. Where nobody waits, everybody has had the turns given so far.
create or replace function admit_tasks(which text, most int, only_due boolean) returns int
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  admitted_now int;
begin
  with chosen as (
    select w.id, w.queue, w.priority, row_number() over (partition by w.queue, w.priority order by w.run_at, w.id) as place
      from (select t.id, t.queue, t.priority, t.run_at
              from task t
             where t.execution_id = which and t.state = 'queued' and t.pending_parents = 0 and not t.admitted
               and (not only_due or t.run_at <= clock_timestamp() and t.agent <> all ((select pausing_agents())::text[]))
             order by t.priority, t.run_at, t.id
             limit most) w),
  start as (
    select line.queue, line.priority,
           greatest(e.turn, coalesce(first.turn - 1, (select max(o.turn) from execution o where o.finished_at is null), 0)) as turn
      from (select distinct c.queue, c.priority from chosen c) line
      join execution e on e.id = which
      left join lateral (
        select t.turn
          from task t
         where t.queue = line.queue and t.priority = line.priority and t.state = 'queued' and t.pending_parents = 0 and t.admitted
           and t.run_at <= statement_timestamp()
         order by t.turn, t.run_at, t.id
         limit 1) first on true),
  given as (
    update task t
       set admitted = true, admitted_at = clock_timestamp(), turn = start.turn + chosen.place
      from chosen
      join start on start.queue = chosen.queue and start.priority = chosen.priority
     where t.id = chosen.id
    returning t.turn)
  update execution e
     set turn = given_now.last
    from (select max(given.turn) as last, count(*) as tasks from given) given_now
   where e.id = which and given_now.tasks > 0
  returning given_now.tasks into admitted_now;
  return coalesce(admitted_now, 0);
end $$;

-- How many more tasks of an execution may be admitted; null: any number. Places are counted, never stored.
create or replace function free_places(which text) returns bigint
  language sql stable set enable_seqscan = off as $$
  select e.max_concurrent
         - (select count(*) from task_lease l where l.execution_id = which)
         - (select count(*) from task t
             where t.execution_id = which and t.state = 'queued' and t.pending_parents = 0 and t.admitted)
    from execution e
   where e.id = which and e.max_concurrent is not null
$$;

-- What the operator says of the one repository; null: what holds for all.
create or replace function own_repository_limit(which text) returns int
  language sql stable set enable_seqscan = off as $$
  select cast(e.settings #>> '{repository,limit}' as int) from execution e where e.id = which
$$;

-- Where a repository has a limit, its executions share it: the next place goes to the one whose turn it is. Others are locked only if
-- that needs no waiting; whoever holds them, or the next round of admissions, gives them their places.
create or replace function admit_in_repository(of_repository text, most int) returns int
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  free bigint;
  next_one text;
  admitted_now int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('coppice repository ' || of_repository, 0));
  select most
         - (select count(*) from task_lease l join execution e on e.id = l.execution_id where e.repository = of_repository)
         - (select count(*)
              from execution e
              join task t on t.execution_id = e.id and t.state = 'queued' and t.pending_parents = 0 and t.admitted
             where e.repository = of_repository and e.finished_at is null)
    into free;
  while free > 0 loop
    select e.id
      into next_one
      from execution e
     where e.repository = of_repository and e.finished_at is null and e.state in ('queued', 'executing')
       and exists (select from task t
                    where t.execution_id = e.id and t.state = 'queued' and t.pending_parents = 0 and not t.admitted
                      and t.run_at <= clock_timestamp() and t.agent <> all ((select pausing_agents())::text[]))
       and coalesce(free_places(e.id), 1) > 0
     order by e.priority, e.turn, e.id
     limit 1
       for no key update skip locked;
    exit when not found or admit_tasks(next_one, 1, true) = 0;
    free := free - 1;
    admitted_now := admitted_now + 1;
  end loop;
  return admitted_now;
end $$;

-- Fills the free places of an execution, or of its repository. A task that waits for its retry takes no place where places are few.
create or replace function admit(which text, repository_limit int) returns int
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  places bigint;
  most int := coalesce(own_repository_limit(which), repository_limit);
begin
  if most is not null then
    return admit_in_repository((select e.repository from execution e where e.id = which), most);
  end if;
  if not exists (select from task t
                  where t.execution_id = which and t.state = 'queued' and t.pending_parents = 0 and not t.admitted)
     or not exists (select from execution e where e.id = which and e.state in ('queued', 'executing')) then
    return 0;
  end if;
  places := free_places(which);
  if places is null then
    return admit_tasks(which, 1000000, false);
  end if;
  return case when places > 0 then admit_tasks(which, places::int, true) else 0 end;
end $$;

-- Skips every queued task that needs this one, by its edges or its batch's needs, through tasks that are still queued: what was done
-- already needs nobody any more. What merely waits for the end of one of these tasks waits for one less.
create or replace function skip_what_needs(failed bigint) returns void
  language sql set enable_seqscan = off as $$
  with recursive hit(id, batch_id) as (
    select t.id, t.batch_id from task t where t.id = failed
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
     where e.child not in (select hit.id from hit)
     group by e.child),
  released as (
    update task t
       set pending_parents = t.pending_parents - freed.parents
      from freed
     where t.id = freed.child and t.state = 'queued')
  insert into task_event (execution_id, task_id, what, detail)
  select s.execution_id, s.id, 'skipped', '{"reason": "needs_failed"}' from skipped s
$$;

-- Ends the batches that have no open task left, or only this one; then the execution, if it has no open batch left.
create or replace function end_batches(which text, only_batch bigint) returns void
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  with ended as (
    update batch b
       set finished_at = clock_timestamp(),
           state = case
             when exists (select from task t
                           where t.execution_id = which and t.batch_id = b.id
                             and (t.state = 'failed' or t.state = 'skipped' and t.reason = 'needs_failed')) then 'failed'
             when exists (select from task t where t.execution_id = which and t.batch_id = b.id and t.state = 'cancelled') then 'cancelled'
             else 'completed' end
     where b.execution_id = which
       and b.finished_at is null
       and (only_batch is null or b.id = only_batch)
       and not exists (select from task t where t.batch_id = b.id and t.state in ('queued', 'executing'))
    returning b.position, b.state),
  next as (
    select b.id, count(*) as parents
      from ended e
      join batch b on b.execution_id = which and e.position = any (b.needs)
     where e.state = 'completed'
     group by b.id),
  released as (
    update task t
       set pending_parents = t.pending_parents - next.parents
      from next
     where t.batch_id = next.id and t.state = 'queued')
  insert into task_event (execution_id, what, detail)
  select which, 'batch_' || ended.state, jsonb_build_object('batch', ended.position) from ended;
  if not found and only_batch is not null then
    return; -- the usual case: nothing else can have ended
  end if;
  with ended as (
    update execution e
       set finished_at = clock_timestamp(),
           state = case
             when e.cancel_requested_at is not null then 'cancelled'
             when exists (select from batch b where b.execution_id = e.id and b.state <> 'completed') then 'failed'
             else 'completed' end
     where e.id = which
       and e.finished_at is null
       and not exists (select from batch b where b.execution_id = e.id and b.finished_at is null)
    returning e.id, e.state)
  insert into task_event (execution_id, what)
  select ended.id, 'execution_' || ended.state from ended;
end $$;

-- Asks for the approvals for which it is time: those of tasks that wait for nothing else any more. What was asked for of a task that has
-- ended, or waits for others again, is asked for no longer; what was rejected of one that was queued again will be asked for anew, and what
-- was said when it was is kept for its agent. All of this follows from the rows, whatever has changed them, so that nothing else needs to
-- know of it.
create or replace function ask_for_approvals(which text) returns void
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from task t where t.execution_id = which and t.approval in ('required', 'requested', 'rejected')) then
    return; -- the usual case
  end if;
  with taken_back as (
    update task t
       set approval = 'required'
     where t.execution_id = which
       and (t.approval = 'requested' and (t.state <> 'queued' or t.pending_parents <> 1)
            or t.approval = 'rejected' and t.state = 'queued')
    returning t.id)
  update task_data d
     set rejection_comment = coalesce(approval_comment, rejection_comment),
         approval_by = null, approval_at = null, approval_comment = null
    from taken_back
   where d.task_id = taken_back.id;
  with asked as (
    update task t
       set approval = 'requested'
     where t.execution_id = which and t.approval = 'required' and t.state = 'queued' and t.pending_parents = 1
    returning t.id),
  since as (
    update task_data d
       set approval_at = clock_timestamp()
      from asked
     where d.task_id = asked.id)
  insert into task_event (execution_id, task_id, what)
  select which, asked.id, 'approval_requested' from asked;
end $$;

-- To be called under the execution's lock after anything that may have ended tasks or freed places; how many tasks may be claimed now.
create or replace function settle(which text, repository_limit int) returns int
  language plpgsql as $$
begin
  perform end_batches(which, null);
  perform ask_for_approvals(which);
  return admit(which, repository_limit);
end $$;

-- The same after the end of one task, which can end no other batch than its own unless others are skipped with it.
create or replace function follow_up(which text, ended_task bigint, into_state text, repository_limit int) returns int
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  if into_state = 'completed' then
    update task t
       set pending_parents = t.pending_parents - 1
      from task_edge e
     where e.parent = ended_task and t.id = e.child and t.state = 'queued';
    perform end_batches(which, (select t.batch_id from task t where t.id = ended_task));
  elsif into_state in ('failed', 'cancelled') then
    perform skip_what_needs(ended_task);
    perform end_batches(which, null);
  end if;
  if into_state <> 'queued' then
    perform ask_for_approvals(which);
  end if;
  return admit(which, repository_limit);
end $$;

-- Ends an attempt, by whoever may: the holder of the token, or, with expired_for, whoever finds the lease expired for so many seconds.
-- Both delete the lease first, so the first lock wins and the other finds nothing; an open landing protects its lease from both. A holder
-- is not asked how old its lease is: late but unclaimed work is good work. A lease that ended at minus infinity was taken over with its
-- data folder and is not the task's bad luck. The first retry comes at once, the next ones after a doubling, scattered time.
-- A retry of a task that failed is done by the agent that follows its own in its escalation, by the first if its own is not there, so that
-- none is followed by an earlier one, whatever a person's retry has set back.
create or replace function end_attempt(
    which text, of_task bigint, by_token uuid, into_state text, why text, words text, raised text, may_repeat boolean,
    expired_for double precision, repository_limit int,
    out after text, out landing_open boolean, out line text, out admitted_now int)
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform from execution e where e.id = which for no key update;
  with own as (
    delete from task_lease l
     where l.task_id = of_task and l.token = by_token
       and (expired_for is null or l.lease_until < clock_timestamp() - make_interval(secs => expired_for))
       and not exists (select from integration_intent i where i.token = l.token and i.task_id = l.task_id and i.state = 'open')
    returning l.task_id, l.attempt, l.worker, l.execution_id,
              case when expired_for is null then raised
                   when l.lease_until = '-infinity' then 'takeovers'
                   else 'lease_losses' end as counter),
  ended as (
    update attempt a
       set state = into_state, reason = why, message = words, counter = nullif(own.counter, ''), ended_at = clock_timestamp()
      from own
     where a.task_id = own.task_id and a.number = own.attempt),
  freed as (
    update agent_pause p -- if this was a probe, another one may try now
       set probe_token = null
      from own
     where p.probe_token = by_token),
  back as (
    update task t
       set state = case
             when into_state = 'completed' then 'completed'
             when t.cancel_requested_at is not null or into_state = 'cancelled' then 'cancelled'
             when into_state = 'released'
               or own.counter = 'lease_losses' and t.lease_losses < t.max_lease_losses
               or own.counter = 'infrastructure_faults' and t.infrastructure_faults < t.max_infrastructure_faults
               or own.counter = 'takeovers' and t.takeovers < t.max_takeovers
               or own.counter = 'failures' and may_repeat and t.failures < t.max_retries then 'queued'
             else 'failed' end,
           reason = why,
           admitted = false,
           agent = case when own.counter = 'failures' and may_repeat and t.failures < t.max_retries
             then coalesce(t.escalation[least(coalesce(array_position(t.escalation, t.agent), 0) + 1, cardinality(t.escalation))], t.agent)
             else t.agent end,
           failures = t.failures + (own.counter = 'failures')::int,
           lease_losses = t.lease_losses + (own.counter = 'lease_losses')::int,
           infrastructure_faults = t.infrastructure_faults + (own.counter = 'infrastructure_faults')::int,
           takeovers = t.takeovers + (own.counter = 'takeovers')::int,
           run_at = clock_timestamp() + case
             when into_state = 'released' or own.counter = 'takeovers' then 0
             else least(300, 5 * (2 ^ least(9, t.failures + t.lease_losses + t.infrastructure_faults) - 1))
                  * (0.5 + random() / 2) end * interval '1 s'
      from own
     where t.id = own.task_id and t.attempts = own.attempt
    returning t.id, t.state, t.execution_id, t.queue),
  told as (
    insert into task_event (execution_id, task_id, what, attempt, worker, detail)
    select back.execution_id, back.id, back.state, own.attempt, own.worker,
           jsonb_strip_nulls(jsonb_build_object('attempt', into_state, 'reason', why, 'message', words))
      from own
      join back on back.id = own.task_id)
  select back.state, back.queue into after, line from back;
  if after = 'queued' and fail_if_spent(of_task) then
    after := 'failed';
  end if;
  landing_open := after is null
    and exists (select from integration_intent i where i.task_id = of_task and i.token = by_token and i.state = 'open');
  admitted_now := case when after is null then 0 else follow_up(which, of_task, after, repository_limit) end;
end $$;

-- Records that a landing has moved the refs, and completes its task. The open intent is the fence; it closes once.
create or replace function land(
    which text, by_token uuid, repository_limit int, out landed_task bigint, out line text, out admitted_now int)
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform from execution e where e.id = which for no key update;
  with landed as (
    update integration_intent i
       set state = 'landed', closed_at = clock_timestamp()
     where i.execution_id = which and i.token = by_token and i.state = 'open'
    returning i.task_id, i.attempt, i.new_tip),
  tip as (
    update execution e
       set result_tip = landed.new_tip
      from landed
     where e.id = which),
  freed as (
    delete from task_lease l
     using landed
     where l.task_id = landed.task_id),
  ended as (
    update attempt a
       set state = 'completed', commit_id = landed.new_tip, ended_at = clock_timestamp()
      from landed
     where a.task_id = landed.task_id and a.number = landed.attempt),
  finished as (
    update task t
       set state = 'completed', reason = null, commit_id = landed.new_tip
      from landed
     where t.id = landed.task_id
    returning t.id, t.queue),
  told as (
    insert into task_event (execution_id, task_id, what, attempt, detail)
    select which, landed.task_id, 'completed', landed.attempt, jsonb_build_object('commit', landed.new_tip) from landed)
  select finished.id, finished.queue into landed_task, line from finished;
  admitted_now := case when landed_task is null then 0 else follow_up(which, landed_task, 'completed', repository_limit) end;
end $$;
