package dev.coppice.queue;

import dev.coppice.sql.SqlText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The claim, in as many texts as there are limits: with a parameter in its place the generic plan assumes a tenth of the table and scans
 * it. {@code is_first} tells that the execution or the batch has not begun yet, as far as the claim can see. The pick is materialized so
 * that no join can make it lock more rows than it returns, and skips what it cannot lock at once. Tasks of agents that pause are left out,
 * unless the agent that stands in is there and awake: then it does them, but leaves them to the probe once that is due. Which those are is
 * worked out once, so that the index's order stays. A probe is a claim for a pausing agent, of one task, by whoever locks the pause that
 * is due.
 */
final class ClaimStatements {

    /** More than this is not claimed at once. */
    static final int MOST = 16;

    private static final String OF_EXECUTION_ONLY = "and execution_id = :execution";

    private static final String AWAKE = """
            agent = any (array(select a from unnest(cast(:agents as text[])) a
                                         where not exists (select from agent_pause p where p.agent = a)
                                        union all
                                        select p.agent
                                          from agent_pause p
                                         where p.fallback = any (cast(:agents as text[]))
                                           and not exists (select from agent_pause f where f.agent = p.fallback)
                                           and not (%s)))""".formatted(PauseStatements.IS_DUE.strip());

    /** By whom a task is done that was not claimed to probe its own agent. */
    private static final String ITS_OWN_OR_WHO_STANDS_IN =
            "coalesce((select p.fallback from agent_pause p where p.agent = t.agent), t.agent)";

    private static final String DUE = """
            due as materialized (
              select agent
                from agent_pause
               where agent = any (:agents) and %s
               limit 1
                 for update skip locked),
            """.formatted(PauseStatements.IS_DUE.strip());

    private static final String PROBING = """
            probing as (
              update agent_pause p
                 set probe_token = run.token, probe_since = clock_timestamp()
                from run
               where p.agent = run.agent),
            """;

    private static final List<SqlText> FROM_QUEUE = texts("");
    private static final List<SqlText> OF_EXECUTION = texts(OF_EXECUTION_ONLY);

    static final SqlText PROBE_FROM_QUEUE = probe("");
    static final SqlText PROBE_OF_EXECUTION = probe(OF_EXECUTION_ONLY);

    private ClaimStatements() {}

    static SqlText fromQueue(int limit) {
        return FROM_QUEUE.get(limit - 1);
    }

    static SqlText ofExecution(int limit) {
        return OF_EXECUTION.get(limit - 1);
    }

    private static List<SqlText> texts(String restriction) {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(limit -> SqlText.of(text("", AWAKE, ITS_OWN_OR_WHO_STANDS_IN, "", restriction, limit)))
                .toList();
    }

    private static SqlText probe(String restriction) {
        return SqlText.of(text(DUE, "agent = (select due.agent from due)", "t.agent", PROBING, restriction, 1));
    }

    private static String text(String due, String ofAgent, String doer, String probing, String restriction, int limit) {
        return """
            with %s pick as materialized (
              select id
                from task
               where state = 'queued' and pending_parents = 0 and admitted and required_build is null
                 and queue = :queue and %s and run_at <= statement_timestamp()
                 and (deadline_at is null or deadline_at > statement_timestamp()) %s
               order by priority, turn, run_at, id
               limit %d
                 for update skip locked),
            run as (
              update task t
                 set state = 'executing', attempts = t.attempts + 1
                from pick
               where t.id = pick.id
              returning t.id, t.attempts, t.execution_id, t.batch_id, t.number, t.agent, t.priority, t.turn,
                        %s as doer, gen_random_uuid() as token,
                        extract(epoch from greatest(clock_timestamp() - greatest(t.run_at, t.admitted_at), interval '0')) as waited),
            %s begun as (
              insert into attempt (task_id, number, worker, home, token, agent)
              select id, attempts, :worker, :home, token, doer from run),
            granted as (
              insert into task_lease (task_id, attempt, execution_id, token, worker, home, lease_until)
              select id, attempts, execution_id, token, :worker, :home,
                     clock_timestamp() + make_interval(secs => :lease)
                from run
              returning task_id, attempt, execution_id, token),
            told as (
              insert into task_event (execution_id, task_id, what, attempt, worker, detail)
              select execution_id, id, 'executing', attempts, :worker,
                     case when doer <> agent then jsonb_build_object('agent', doer, 'instead_of', agent) end
                from run)
            select g.task_id, g.attempt, g.execution_id, g.token, run.number, run.doer, e.repository,
                   (run.waited * 1000)::bigint as waited,
                   e.state = 'queued' or b.state = 'queued' as is_first
              from granted g
              join run on run.id = g.task_id
              join execution e on e.id = run.execution_id
              join batch b on b.id = run.batch_id
             order by run.priority, run.turn, run.id
            """.formatted(due, ofAgent, restriction, limit, doer, probing);
    }
}
