package dev.coppice.queue;

import dev.coppice.task.Lease;
import dev.coppice.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Ends one attempt and sets off what follows, within the transaction of its caller. */
@ApplicationScoped
class AttemptEnding {

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;

    AttemptEnding(Sql sql, ExecutionLock lock, FollowUps followUps) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
    }

    Ending byToken(Lease lease, EndColumns end) {
        lock.take(lease.execution());
        return finish(lease, end, sql.call(EndStatements.BY_TOKEN).with("counter", end.counter()));
    }

    Ending expired(Lease lease, double graceSeconds) {
        lock.take(lease.execution());
        return finish(
                lease, EndColumns.LEASE_EXPIRED, sql.call(EndStatements.EXPIRED).with("grace", graceSeconds));
    }

    private Ending finish(Lease lease, EndColumns end, SqlCall call) {
        Optional<String> state = call.with("task", lease.task().value())
                .with("token", lease.token())
                .with("state", end.state())
                .with("reason", end.reason())
                .with("message", end.message())
                .with("retryable", end.retryable())
                .row(row -> Columns.text(row, "what"));
        return state.map(word -> accepted(lease, end, word)).orElseGet(() -> refused(lease));
    }

    private Ending accepted(Lease lease, EndColumns end, String word) {
        TaskState after = TaskWords.after(word, end.reason() == null ? "" : end.reason());
        followUps.after(lease.execution(), lease.task(), after);
        return new Ending.Accepted(after);
    }

    private Ending refused(Lease lease) {
        return sql.call(EndStatements.INTENT_OPEN)
                .with("task", lease.task().value())
                .with("token", lease.token())
                .<Ending>row(row -> new Ending.IntentOpen())
                .orElseGet(Ending.Fenced::new);
    }
}
