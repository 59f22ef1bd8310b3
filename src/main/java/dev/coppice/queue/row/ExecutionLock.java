package dev.coppice.queue.row;

import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The lock under which an execution's tasks end, land and are steered. A statement of its own, so that the next ones see all that was
 * committed before it was granted; no stronger than {@code no key update}, so that rows that refer to the execution never wait.
 */
@ApplicationScoped
public class ExecutionLock {

    private static final SqlText LOCK = SqlText.of("""
            select state, pause_reason, result_tip, cancel_requested_at is not null as cancel_requested
              from execution
             where id = :execution
               for no key update
            """);

    private final Sql sql;

    ExecutionLock(Sql sql) {
        this.sql = sql;
    }

    /** Waits for the lock; it lasts until the transaction ends. Empty if there is no such execution. */
    public Optional<Locked> take(ExecutionId execution) {
        return sql.call(LOCK).with("execution", execution.value()).row(ExecutionLock::read);
    }

    private static Locked read(ResultSet row) throws SQLException {
        return new Locked(
                ExecutionState.of(Columns.text(row, "state")),
                Optional.ofNullable(row.getString("pause_reason")),
                Columns.commit(row, "result_tip"),
                row.getBoolean("cancel_requested"));
    }

    /** The execution as it is while the lock is held. */
    public record Locked(
            ExecutionState state, Optional<String> pauseReason, CommitId resultTip, boolean cancelRequested) {}
}
