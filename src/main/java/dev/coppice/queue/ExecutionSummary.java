package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One line about an execution, for lists and for finding the one to resume.
 *
 * @param startedBy the name of who started it; empty if that was never written down
 */
public record ExecutionSummary(
        ExecutionId id,
        ExecutionState state,
        Path repository,
        ExecutionMode mode,
        String planName,
        String planHash,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Optional<String> startedBy) {

    /** From a row with the columns that it is about. */
    public static ExecutionSummary of(ResultSet row) throws SQLException {
        return new ExecutionSummary(
                new ExecutionId(Columns.text(row, "id")),
                ExecutionState.of(Columns.text(row, "state")),
                Path.of(Columns.text(row, "repository")),
                ExecutionMode.of(Columns.text(row, "mode")),
                Columns.text(row, "plan"),
                Columns.text(row, "plan_hash"),
                Columns.instant(row, "created_at").orElseThrow(),
                Columns.instant(row, "finished_at"),
                Optional.ofNullable(row.getString("started_by")));
    }
}
