-- What the pause of an agent consists of, as functions: a pause begins in the transaction that gives the task back, so that nobody claims
-- it again in between. The lock of the execution comes first, as for every end of an attempt.

-- Tells every execution that has tasks still to be done for the agent, or for one that it stands in for.
create or replace function tell_of_agent(which_agent text, event text, news jsonb) returns void
  language sql set enable_seqscan = off as $$
  insert into task_event (execution_id, what, detail)
  select e.id, event, jsonb_build_object('agent', which_agent) || jsonb_strip_nulls(news)
    from execution e
   where e.finished_at is null
     and exists (select from task t
                  where t.execution_id = e.id and t.state in ('queued', 'executing')
                    and (t.agent = which_agent or t.agent in (select p.agent from agent_pause p where p.fallback = which_agent)))
$$;

-- Gives a task back, with nothing counted, because its agent's account cannot work now, and lets the agent pause: until the time that the
-- provider tells, if it makes sense, else for a time that doubles with each probe that meets the limit again. Only a probe knows better
-- than the pause that is there; who began before it may know of a later reset. Where places are few, those that the agent's other tasks
-- have in this execution are free for tasks of other agents; they get places again with the rounds of admissions after the pause. Where
-- another agent stands in they keep them, for as long as that one does not pause itself. The agent is the attempt's: its task may be for
-- the one that it stood in for.
create or replace function end_attempt_and_pause(
    which text, of_task bigint, by_token uuid, why text, words text, resets_at timestamptz,
    first_pause double precision, longest_pause double precision, longest_reset double precision, stands_in text, repository_limit int,
    out after text, out landing_open boolean, out line text, out admitted_now int, out paused_until timestamptz)
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  its_agent text := coalesce(
    (select a.agent
       from task_lease l
       join attempt a on a.task_id = l.task_id and a.number = l.attempt
      where l.task_id = of_task and l.token = by_token),
    (select t.agent from task t where t.id = of_task));
  is_probe boolean := exists (select from agent_pause p where p.probe_token = by_token);
  known timestamptz := case
    when resets_at > clock_timestamp() and resets_at <= clock_timestamp() + make_interval(secs => longest_reset)
    then resets_at + make_interval(secs => random()) end;
begin
  perform from execution e where e.id = which for no key update;
  if exists (select from task_lease l where l.task_id = of_task and l.token = by_token)
     and not exists (select from integration_intent i where i.task_id = of_task and i.token = by_token and i.state = 'open') then
    insert into agent_pause as p (agent, reason, message, since, until, fallback)
    values (its_agent, why, left(words, 1000), clock_timestamp(),
            coalesce(known, clock_timestamp() + make_interval(secs => least(longest_pause, first_pause) * (0.75 + random() / 4))),
            stands_in)
        on conflict (agent) do update
       set reason = excluded.reason,
           message = excluded.message,
           fallback = excluded.fallback,
           times = p.times + is_probe::int,
           probe_token = case when is_probe then null else p.probe_token end,
           until = coalesce(known, clock_timestamp()
             + make_interval(secs => least(longest_pause, first_pause * 2 ^ least(20, p.times)) * (0.75 + random() / 4)))
     where is_probe or known > p.until
    returning p.until into paused_until;
    if paused_until is not null then
      perform tell_of_agent(its_agent, 'agent_paused', jsonb_build_object(
        'reason', why, 'message', left(words, 1000), 'until', paused_until, 'fallback', stands_in));
    end if;
    update task t
       set admitted = false
     where t.execution_id = which and t.state = 'queued' and t.pending_parents = 0 and t.admitted
       and (t.agent = its_agent or t.agent in (select p.agent from agent_pause p where p.fallback = its_agent))
       and t.agent <> all ((select relieved_agents())::text[])
       and (coalesce(own_repository_limit(which), repository_limit) is not null
            or (select e.max_concurrent from execution e where e.id = which) is not null);
  end if;
  select e.after, e.landing_open, e.line, e.admitted_now
    into after, landing_open, line, admitted_now
    from end_attempt(which, of_task, by_token, 'released', why, words, '', false, null, repository_limit) e;
end $$;

-- Ends the pause of an agent: by the token of its probe, which has got through, or by its name, because a person says so. The lines are
-- the queues in which its tasks can be claimed now.
create or replace function end_agent_pause(by_token uuid, by_name text, out agent text, out lines text[])
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ended text;
begin
  if by_name is null then
    delete from agent_pause p where p.probe_token = by_token returning p.agent into ended;
  else
    delete from agent_pause p where p.agent = by_name returning p.agent into ended;
  end if;
  agent := ended;
  if ended is null then
    return;
  end if;
  perform tell_of_agent(ended, 'agent_resumed', jsonb_build_object('by', case when by_name is null then 'probe' else 'operator' end));
  select coalesce(array_agg(distinct t.queue), '{}')
    into lines
    from task t
   where (t.agent = ended or t.agent in (select p.agent from agent_pause p where p.fallback = ended))
     and t.state = 'queued' and t.pending_parents = 0 and t.admitted;
end $$;
