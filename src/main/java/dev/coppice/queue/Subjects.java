package dev.coppice.queue;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What events are about, for those who tell people of many at once: each question is one statement, and what is deleted has no answer. */
@ApplicationScoped
public class Subjects {

    private static final SqlText EXECUTIONS =
            SqlText.of("select id, state, plan, repository from execution where id = any (:executions)");

    private static final SqlText TITLES =
            SqlText.of("select task_id, title from task_data where task_id = any (:tasks)");

    private static final SqlText TALLIES = SqlText.of("""
            select e.id, t.total, t.completed, t.failed, t.skipped, t.cancelled, s.cost, s.is_estimate
              from execution e
             cross join lateral (
                   select count(*) as total,
                          count(*) filter (where state = 'completed' or state = 'skipped' and reason = 'done_in_plan') as completed,
                          count(*) filter (where state = 'failed') as failed,
                          count(*) filter (where state = 'skipped' and reason is distinct from 'done_in_plan') as skipped,
                          count(*) filter (where state = 'cancelled') as cancelled
                     from task
                    where execution_id = e.id) t
             cross join lateral (
                   select sum(a.cost_usd) as cost, coalesce(bool_or(a.cost_is_estimate), false) as is_estimate
                     from task k
                     join attempt a on a.task_id = k.id
                    where k.execution_id = e.id) s
             where e.id = any (:executions)
            """);

    private final AutoCommit sql;

    Subjects(AutoCommit sql) {
        this.sql = sql;
    }

    /** What an execution is called, and how it stands now. */
    public record Subject(ExecutionId id, ExecutionState state, String plan, Path repository) {}

    /**
     * How many tasks of an execution are where, and what they have cost.
     *
     * @param completed with what was done already in the plan
     * @param cost in US dollars; empty if nothing is known of it
     */
    public record Tally(
            ExecutionId execution,
            int total,
            int completed,
            int failed,
            int skipped,
            int cancelled,
            Optional<BigDecimal> cost,
            boolean isEstimate) {}

    public Map<ExecutionId, Subject> executions(Collection<ExecutionId> ids) {
        return sql.call(EXECUTIONS).with("executions", texts(ids)).rows(Subjects::subject).stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    /** The tasks' titles. */
    public Map<TaskId, String> titles(Collection<TaskId> ids) {
        return sql
                .call(TITLES)
                .with("tasks", ids.stream().map(TaskId::value).toArray(Long[]::new))
                .rows(row -> Map.entry(new TaskId(row.getLong("task_id")), Columns.text(row, "title")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Map<ExecutionId, Tally> tallies(Collection<ExecutionId> ids) {
        return sql.call(TALLIES).with("executions", texts(ids)).rows(Subjects::tally).stream()
                .collect(Collectors.toMap(Tally::execution, Function.identity()));
    }

    private static String[] texts(Collection<ExecutionId> ids) {
        return ids.stream().map(ExecutionId::value).toArray(String[]::new);
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                new ExecutionId(Columns.text(row, "id")),
                ExecutionState.of(Columns.text(row, "state")),
                Columns.text(row, "plan"),
                Path.of(Columns.text(row, "repository")));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                new ExecutionId(Columns.text(row, "id")),
                row.getInt("total"),
                row.getInt("completed"),
                row.getInt("failed"),
                row.getInt("skipped"),
                row.getInt("cancelled"),
                Optional.ofNullable(row.getBigDecimal("cost")),
                row.getBoolean("is_estimate"));
    }
}
