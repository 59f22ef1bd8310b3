package dev.coppice.queue.landing;

import dev.coppice.sql.SqlText;

/** The statements of a landing; all but the search run under the execution's lock. */
final class LandingStatements {
    private LandingStatements() {}

    private static final String TURN_HELD_BY_ANOTHER = """
            e.turn_token is not null and e.turn_token <> :token
               and exists (select from task_lease x where x.task_id = e.turn_task and x.token = e.turn_token)""";

    static final SqlText INTEND = SqlText.of("""
            insert into integration_intent (execution_id, task_id, attempt, token, old_tip, new_tip)
            select e.id, l.task_id, l.attempt, l.token, :old, :new
              from task_lease l
              join task t on t.id = l.task_id
              join execution e on e.id = l.execution_id
             where l.task_id = :task and l.token = :token
               and t.cancel_requested_at is null
               and e.result_tip = :old
               and e.state in ('queued', 'executing', 'paused')
               and e.pause_reason is distinct from 'result_moved'
               and not (%s)
            on conflict (execution_id) where state = 'open' do nothing
            returning id
            """.formatted(TURN_HELD_BY_ANOTHER));

    /** Why {@link #INTEND} inserted nothing. */
    static final SqlText REFUSAL = SqlText.of("""
            select t.cancel_requested_at is not null as cancelled,
                   e.state not in ('queued', 'executing', 'paused') or e.pause_reason is not distinct from 'result_moved' as stopped,
                   e.result_tip,
                   exists (select from integration_intent i where i.execution_id = e.id and i.state = 'open') as other_open
              from task_lease l
              join task t on t.id = l.task_id
              join execution e on e.id = l.execution_id
             where l.task_id = :task and l.token = :token
            """);

    /** The same announcement again, because its first answer was lost. */
    static final SqlText ANNOUNCED = SqlText.of("""
            select id from integration_intent
             where task_id = :task and token = :token and state = 'open' and old_tip = :old and new_tip = :new
            """);

    static final SqlText OWNER =
            SqlText.of("select home, worker from attempt where task_id = :task and number = :attempt");

    static final SqlText NUMBER = SqlText.of("select number from task where id = :task");

    /** Takes the execution's lock itself, and brings all follow-ups along. */
    static final SqlText LAND = SqlText.of(
            "select landed_task, line, admitted_now from land(:execution, :token, cast(:limit as int)) where landed_task is not null");

    static final SqlText HAS_LANDED = SqlText.of("""
            select id from integration_intent where execution_id = :execution and token = :token and state = 'landed'
            """);

    static final SqlText TAKE_TURN = SqlText.of("""
            update execution e
               set turn_task = :task, turn_token = :token
             where e.id = :execution
               and exists (select from task_lease l where l.task_id = :task and l.token = :token)
               and not (%s)
            """.formatted(TURN_HELD_BY_ANOTHER));

    static final SqlText GIVE_UP_TURN = SqlText.of("""
            update execution
               set turn_task = null, turn_token = null
             where id = :execution and turn_token = :token
            """);

    private static final String OPEN = """
            select i.id, i.execution_id, i.task_id, i.attempt, i.token, i.old_tip, i.new_tip, t.number,
                   a.home, a.worker, coalesce(i.token = :own, false) as ours
              from integration_intent i
              join task t on t.id = i.task_id
              join attempt a on a.task_id = i.task_id and a.number = i.attempt
              left join task_lease l on l.task_id = i.task_id and l.token = i.token
             where i.state = 'open'
               and (l.token is null
                    or l.lease_until < clock_timestamp() - make_interval(secs => :grace)
                    or i.token = :own)
            """;

    /** Only where this home can look: the same path is another repository on another host. */
    static final SqlText ABANDONED = SqlText.of(OPEN + " and t.queue in ('shared', :home) order by i.id");

    static final SqlText ABANDONED_OF = SqlText.of(OPEN + " and i.execution_id = :execution order by i.id");

    static final SqlText GIVEN_UP = SqlText.of("""
            select i.id, i.execution_id, i.task_id, i.attempt, i.token, i.old_tip, i.new_tip, t.number,
                   a.home, a.worker, false as ours
              from attempt a
              join integration_intent i on i.task_id = a.task_id and i.attempt = a.number and i.state = 'abandoned'
              join task t on t.id = a.task_id
              join execution e on e.id = i.execution_id and e.finished_at is null
             where a.home = :home and a.worker <> :worker
             order by i.id
            """);

    /** A last look, under the lock. */
    static final SqlText STILL_ABANDONED = SqlText.of(OPEN + " and i.id = :id");

    static final SqlText ABANDON = SqlText.of("""
            with abandoned as (
              update integration_intent
                 set state = 'abandoned', closed_at = clock_timestamp()
               where id = :id and state = 'open'
              returning execution_id, task_id, attempt)
            insert into task_event (execution_id, task_id, what, attempt)
            select execution_id, task_id, 'landing_abandoned', attempt from abandoned
            """);

    /** Also where a person paused it already: the reason is worse now. */
    static final SqlText PAUSE_RESULT_MOVED = SqlText.of("""
            with paused as (
              update execution
                 set state = 'paused', pause_reason = 'result_moved'
               where id = :execution and state in ('queued', 'executing', 'paused')
                 and (state <> 'paused' or pause_reason is distinct from 'result_moved')
              returning id)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_paused', jsonb_build_object('reason', 'result_moved', 'detail', cast(:detail as text)) from paused
            """);
}
