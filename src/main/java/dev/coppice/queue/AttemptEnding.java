package dev.coppice.queue;

import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Ends one attempt with all that follows, in one call of the database's function. */
@ApplicationScoped
class AttemptEnding {

    private static final SqlText END = SqlText.of("""
            select after, landing_open, line, admitted_now
              from end_attempt(:execution, :task, :token, :state, :reason, :message, :counter, :retryable,
                               cast(:grace as double precision), cast(:limit as int))
            """);

    private final AutoCommit sql;
    private final QueueConfig config;

    AttemptEnding(AutoCommit sql, QueueConfig config) {
        this.sql = sql;
        this.config = config;
    }

    Ending byToken(Lease lease, EndColumns end) {
        return finish(lease, end, null);
    }

    Ending expired(Lease lease, double graceSeconds) {
        return finish(lease, EndColumns.LEASE_EXPIRED, graceSeconds);
    }

    private Ending finish(Lease lease, EndColumns end, @Nullable Double graceSeconds) {
        return sql.call(END)
                .with("execution", lease.execution().value())
                .with("task", lease.task().value())
                .with("token", lease.token())
                .with("state", end.state())
                .with("reason", end.reason())
                .with("message", end.message())
                .with("counter", end.counter())
                .with("retryable", end.retryable())
                .with("grace", graceSeconds)
                .withNumber("limit", config.repositoryLimit())
                .row(row -> ending(row, end))
                .orElseThrow();
    }

    private static Ending ending(ResultSet row, EndColumns end) throws SQLException {
        String after = row.getString("after");
        if (after == null) {
            return row.getBoolean("landing_open") ? new Ending.IntentOpen() : new Ending.Fenced();
        }
        return new Ending.Accepted(TaskWords.after(after, end.reason() == null ? "" : end.reason()));
    }
}
