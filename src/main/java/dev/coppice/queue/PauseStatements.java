package dev.coppice.queue;

import dev.coppice.sql.SqlText;

/** The statements about agents that pause. */
final class PauseStatements {
    private PauseStatements() {}

    private static final String COLUMNS = """
            select p.agent, p.reason, p.message, p.since, p.until, p.times, p.fallback,
                   exists (select from task_lease l where l.token = p.probe_token) as probing
              from agent_pause p
            """;

    static final SqlText ALL = SqlText.of(COLUMNS + " order by p.agent");

    /** Of the agents that the execution's unfinished tasks need, and of those that stand in for them. */
    static final SqlText OF_EXECUTION = SqlText.of(COLUMNS + """
             where exists (select from task t
                            where t.execution_id = :execution and t.state in ('queued', 'executing')
                              and (t.agent = p.agent or t.agent in (select r.agent from agent_pause r where r.fallback = p.agent)))
             order by p.agent
            """);

    /** A probe that died says nothing; its lease tells, once that can be seen by everybody. */
    static final String IS_DUE = """
            until <= statement_timestamp()
               and (probe_token is null
                    or probe_since < statement_timestamp() - interval '10 s'
                       and not exists (select from task_lease l where l.token = probe_token))
            """;

    static final SqlText DUE =
            SqlText.of("select agent from agent_pause where agent = any (:agents) and " + IS_DUE + " order by until");

    static final SqlText TRY_AGAIN = SqlText.of("""
            update agent_pause
               set until = clock_timestamp()
             where reason <> 'rate_limited' and until > clock_timestamp()
            """);

    static final SqlText END_BY_PROBE =
            SqlText.of("select agent, lines from end_agent_pause(cast(:token as uuid), null) where agent is not null");

    static final SqlText END_BY_NAME =
            SqlText.of("select agent, lines from end_agent_pause(null, :agent) where agent is not null");

    static final SqlText END_AND_PAUSE = SqlText.of("""
            select after, landing_open, line, admitted_now
              from end_attempt_and_pause(:execution, :task, :token, :reason, :message, cast(:resets as timestamptz),
                                         :first, :longest, :farthest, cast(:fallback as text), cast(:limit as int))
            """);
}
