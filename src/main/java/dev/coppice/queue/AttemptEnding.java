package dev.coppice.queue;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Lease;
import dev.coppice.wakeup.WakeUps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends one attempt with all that follows, in one call of the database's function. */
@ApplicationScoped
public class AttemptEnding {

    private static final SqlText END = SqlText.of("""
            select after, landing_open, line, admitted_now
              from end_attempt(:execution, :task, :token, :state, :reason, :message, :counter, :retryable,
                               cast(:grace as double precision), cast(:limit as int))
            """);

    /** No limit is told for a week and a day; a later time is no time, but a mistake or worse. */
    private static final Duration FARTHEST_RESET = Duration.ofDays(8);

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final AutoCommit sql;
    private final QueueConfig config;
    private final PauseConfig pauses;
    private final WakeUps wakeUps;

    AttemptEnding(AutoCommit sql, QueueConfig config, PauseConfig pauses, WakeUps wakeUps) {
        this.sql = sql;
        this.config = config;
        this.pauses = pauses;
        this.wakeUps = wakeUps;
    }

    Ending byToken(Lease lease, EndColumns end) {
        return finish(lease, end, null);
    }

    /** Lets the agent of the task pause besides. */
    Ending pausing(Lease lease, EndColumns end, AttemptEnd.AgentPaused pause) {
        var first = pause.isOverload() ? pauses.overload() : pauses.first();
        return finished(
                end,
                sql.call(PauseStatements.END_AND_PAUSE)
                        .with("execution", lease.execution().value())
                        .with("task", lease.task().value())
                        .with("token", lease.token())
                        .with("reason", end.reason())
                        .with("message", end.message())
                        .with("resets", storable(pause.resetsAt()))
                        .with("first", seconds(first))
                        .with("longest", seconds(pauses.longest()))
                        .with("farthest", seconds(FARTHEST_RESET))
                        .with("fallback", pause.fallback().orElse(null))
                        .withNumber("limit", config.repositoryLimit()));
    }

    /** A time that the database cannot hold is as good as none. */
    private static @Nullable OffsetDateTime storable(Optional<Instant> resetsAt) {
        return resetsAt.filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(END_OF_TIME))
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Ends an attempt whose lease has expired for so long; what was renewed in the meantime goes on. */
    public Ending expired(Lease lease, double graceSeconds) {
        return finish(lease, EndColumns.LEASE_EXPIRED, graceSeconds);
    }

    private Ending finish(Lease lease, EndColumns end, @Nullable Double graceSeconds) {
        return finished(
                end,
                sql.call(END)
                        .with("execution", lease.execution().value())
                        .with("task", lease.task().value())
                        .with("token", lease.token())
                        .with("state", end.state())
                        .with("reason", end.reason())
                        .with("message", end.message())
                        .with("counter", end.counter())
                        .with("retryable", end.retryable())
                        .with("grace", graceSeconds)
                        .withNumber("limit", config.repositoryLimit()));
    }

    private Ending finished(EndColumns end, SqlCall call) {
        var ended = call.row(Ended::of).orElseThrow();
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
