package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt as a status reads it.
 *
 * @param task the id of the task that it was made at
 */
record AttemptLine(long task, AttemptStatus status) {

    static final SqlText OF_EXECUTION = SqlText.of("""
            select a.task_id, a.number, a.state, a.phase, a.reason, a.message, a.started_at, a.ended_at, a.commit_id, a.agent, a.model, a.log,
                   a.cost_usd, a.cost_is_estimate, a.input_tokens, a.output_tokens, a.cache_read_tokens, a.cache_write_tokens,
                   coalesce(a.agent_millis, 0) as agent_millis, a.home
              from task t
              join attempt a on a.task_id = t.id
             where t.execution_id = :execution
             order by a.task_id, a.number
            """);

    static AttemptLine of(ResultSet row) throws SQLException {
        return new AttemptLine(
                row.getLong("task_id"),
                new AttemptStatus(
                        row.getInt("number"),
                        Columns.text(row, "state"),
                        Phase.of(Columns.text(row, "phase")),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getString("message")),
                        Columns.instant(row, "started_at").orElseThrow(),
                        Columns.instant(row, "ended_at"),
                        Optional.ofNullable(row.getString("commit_id")).map(CommitId::new),
                        Optional.ofNullable(row.getString("agent")).map(ClaimedAgent::agentOf),
                        Optional.ofNullable(row.getString("model")),
                        Optional.ofNullable(row.getString("log")),
                        spent(row),
                        Duration.ofMillis(row.getLong("agent_millis")),
                        new HomeId(Columns.uuid(row, "home"))));
    }

    private static Spent spent(ResultSet row) throws SQLException {
        return new Spent(
                Optional.ofNullable(row.getBigDecimal("cost_usd")),
                row.getBoolean("cost_is_estimate"),
                new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_write_tokens")));
    }
}
