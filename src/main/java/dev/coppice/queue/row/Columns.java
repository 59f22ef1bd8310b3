package dev.coppice.queue.row;

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

/** Reads the columns that many statements return; a column that must hold something and does not is an error of the statement. */
public final class Columns {
    private Columns() {}

    /** The lease that a row of {@code task_lease} grants. */
    public static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new ExecutionId(text(row, "execution_id")),
                new TaskId(row.getLong("task_id")),
                row.getInt("attempt"),
                uuid(row, "token"));
    }

    /** Never null. */
    public static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** Never null. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    /** The commit that the column names, which may be gone from its repository. */
    public static CommitId commit(ResultSet row, String column) throws SQLException {
        return new CommitId(text(row, column));
    }

    /** Empty where the column is null. */
    public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
