package dev.coppice.queue;

import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads the columns that many statements return. */
final class Columns {
    private Columns() {}

    static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new ExecutionId(text(row, "execution_id")),
                new TaskId(row.getLong("task_id")),
                row.getInt("attempt"),
                uuid(row, "token"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    static CommitId commit(ResultSet row, String column) throws SQLException {
        return new CommitId(text(row, column));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
