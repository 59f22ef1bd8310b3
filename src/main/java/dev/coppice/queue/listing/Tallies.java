package dev.coppice.queue.listing;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts the tasks of many executions at once, and what they cost. */
@ApplicationScoped
public class Tallies {

    private static final SqlText COUNT = SqlText.of("""
            select e.id, t.*, m.*
              from execution e
             cross join lateral (
                   select count(*) as total,
                          count(*) filter (where state = 'completed' or (state = 'skipped' and reason = 'done_in_plan')) as completed,
                          count(*) filter (where state = 'executing') as executing,
                          count(*) filter (where state = 'failed') as failed,
                          count(*) filter (where state = 'skipped' and reason is distinct from 'done_in_plan') as skipped,
                          count(*) filter (where state = 'cancelled') as cancelled
                     from task
                    where execution_id = e.id) t
             cross join lateral (
                   select sum(a.cost_usd) as cost, coalesce(bool_or(a.cost_is_estimate), false) as estimate
                     from task k
                     join attempt a on a.task_id = k.id
                    where k.execution_id = e.id) m
             where e.id = any (:executions)
            """);

    private final AutoCommit sql;

    Tallies(AutoCommit sql) {
        this.sql = sql;
    }

    /** Of each of them that there is. */
    public Map<ExecutionId, Tally> of(Collection<ExecutionId> executions) {
        var ids = executions.stream().map(ExecutionId::value).toArray(String[]::new);
        return sql.call(COUNT).with("executions", ids).rows(Counted::of).stream()
                .collect(Collectors.toMap(Counted::execution, Counted::tally));
    }

    private record Counted(ExecutionId execution, Tally tally) {

        static Counted of(ResultSet row) throws SQLException {
            return new Counted(new ExecutionId(Columns.text(row, "id")), Tallies.tally(row));
        }
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getInt("total"),
                row.getInt("completed"),
                row.getInt("executing"),
                row.getInt("failed"),
                row.getInt("skipped"),
                row.getInt("cancelled"),
                Optional.ofNullable(row.getBigDecimal("cost")),
                row.getBoolean("estimate"));
    }
}
