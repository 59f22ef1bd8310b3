package dev.coppice.queue.figures;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How much there is to do and who does it, of all services on the database. What is at its end is not looked at, however much that is. */
@ApplicationScoped
public class QueueFigures {

    private static final String OPEN = """
            with open as (
              select id, state
                from execution
               where finished_at is null
                 and (cast(:within as text[]) is null or repository = any (:within)
                      or regexp_replace(repository, '^.*/', '') = any (:within)))
            """;

    private static final SqlText EXECUTIONS =
            SqlText.of(OPEN + "select state, count(*) as executions from open group by state");

    /** An agent that works in an image is another one to the claim, and the same to people. */
    private static final SqlText TASKS = SqlText.of(OPEN + """
            , unfinished as (
              select split_part(t.agent, '@', 1) as agent, t.state, a.phase, t.state = 'queued' and t.admitted as admitted,
                     t.state = 'queued' and t.pending_parents > 0 and t.approval is distinct from 'requested' as blocked,
                     t.state = 'queued' and t.approval = 'requested' as awaited,
                     case when t.state = 'queued' and t.admitted then clock_timestamp() - greatest(t.run_at, t.admitted_at) end as waited
                from open o
                join task t on t.execution_id = o.id and t.state in ('queued', 'executing')
                left join attempt a on a.task_id = t.id and a.number = t.attempts and t.state = 'executing')
            select agent,
                   count(*) filter (where state = 'queued') as queued,
                   count(*) filter (where blocked) as blocked,
                   count(*) filter (where awaited) as awaited,
                   count(*) filter (where admitted) as admitted,
                   count(*) filter (where state = 'executing') as executing,
                   count(*) filter (where phase = 'preparing') as preparing,
                   count(*) filter (where phase = 'running') as running,
                   count(*) filter (where phase = 'verifying') as verifying,
                   count(*) filter (where phase = 'landing') as landing,
                   extract(epoch from greatest(max(waited), interval '0')) as oldest
              from unfinished
             group by agent
             order by agent
            """);

    private static final SqlText LEASES = SqlText.of(OPEN + """
            select count(*) as leases, count(*) filter (where l.lease_until < clock_timestamp()) as expired
              from task_lease l
              join open o on o.id = l.execution_id
            """);

    private final AutoCommit sql;

    QueueFigures(AutoCommit sql) {
        this.sql = sql;
    }

    /** How many executions are in a state that is not an end. */
    public record ExecutionsInState(String state, int executions) {}

    /**
     * The tasks of one agent that are not at their end.
     *
     * @param blocked that wait for others
     * @param awaitingApproval that wait for nothing but a person's approval
     * @param admitted that can be claimed at once, or as soon as their time has come
     * @param oldestSeconds since when the one that waits longest could have been claimed; empty if none can be
     */
    public record TasksOfAgent(
            String agent,
            int queued,
            int blocked,
            int awaitingApproval,
            int admitted,
            int executing,
            Phases phases,
            Optional<Double> oldestSeconds) {}

    /** How many of them are at what. */
    public record Phases(int preparing, int running, int verifying, int landing) {}

    /** How many leases are held, and how many of those are over and wait to be taken back. */
    public record Held(int leases, int expired) {}

    /** By state; of these repositories only, by their folders or names, if there are any named. */
    public List<ExecutionsInState> executions(Optional<List<String>> within) {
        return call(EXECUTIONS, within)
                .rows(row -> new ExecutionsInState(Columns.text(row, "state"), row.getInt("executions")));
    }

    /** By agent, in the order of their names; likewise. */
    public List<TasksOfAgent> tasks(Optional<List<String>> within) {
        return call(TASKS, within).rows(QueueFigures::tasks);
    }

    /** Likewise. */
    public Held leases(Optional<List<String>> within) {
        return call(LEASES, within)
                .row(row -> new Held(row.getInt("leases"), row.getInt("expired")))
                .orElseThrow();
    }

    private SqlCall call(SqlText statement, Optional<List<String>> within) {
        return sql.call(statement)
                .with(
                        "within",
                        within.map(names -> names.toArray(String[]::new)).orElse(null));
    }

    private static TasksOfAgent tasks(ResultSet row) throws SQLException {
        return new TasksOfAgent(
                Columns.text(row, "agent"),
                row.getInt("queued"),
                row.getInt("blocked"),
                row.getInt("awaited"),
                row.getInt("admitted"),
                row.getInt("executing"),
                new Phases(
                        row.getInt("preparing"), row.getInt("running"), row.getInt("verifying"), row.getInt("landing")),
                Optional.ofNullable(row.getBigDecimal("oldest")).map(BigDecimal::doubleValue));
    }
}
