package dev.coppice.queue;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Lease;
import dev.coppice.wakeup.WakeUps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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
    private final WakeUps wakeUps;

    AttemptEnding(AutoCommit sql, QueueConfig config, WakeUps wakeUps) {
        this.sql = sql;
        this.config = config;
        this.wakeUps = wakeUps;
    }

    Ending byToken(Lease lease, EndColumns end) {
        return finish(lease, end, null);
    }

    Ending expired(Lease lease, double graceSeconds) {
        return finish(lease, EndColumns.LEASE_EXPIRED, graceSeconds);
    }

    private Ending finish(Lease lease, EndColumns end, @Nullable Double graceSeconds) {
        var ended = sql.call(END)
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
                .row(Ended::of)
                .orElseThrow();
        wakeUps.admitted(ended.line(), ended.admitted());
        return ended.ending(end);
    }

    /** What the function answers; without a state if the attempt was not ended. */
    private record Ended(Optional<String> state, boolean landingOpen, String line, int admitted) {

        static Ended of(ResultSet row) throws SQLException {
            return new Ended(
                    Optional.ofNullable(row.getString("after")),
                    row.getBoolean("landing_open"),
                    String.valueOf(row.getString("line")),
                    row.getInt("admitted_now"));
        }

        Ending ending(EndColumns end) {
            return state.<Ending>map(word ->
                            new Ending.Accepted(TaskWords.after(word, end.reason() == null ? "" : end.reason())))
                    .orElseGet(() -> landingOpen ? new Ending.IntentOpen() : new Ending.Fenced());
        }
    }
}
