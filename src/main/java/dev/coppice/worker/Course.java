package dev.coppice.worker;

import dev.coppice.money.Spent;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Claim;
import dev.coppice.task.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an attempt has been at so far, and how it ended. The first end that is told is believed. */
final class Course {

    private record How(PastAttempt.End end, String reason) {}

    private static final How UNKNOWN = new How(PastAttempt.End.LOST, "");

    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final List<PastPhase> past = new ArrayList<>();
    private Phase phase = Phase.PREPARING;
    private Instant since = began;
    private How how = UNKNOWN;

    /** By the monotonic clock, so that no phase is shorter than nothing. */
    private Instant now() {
        return began.plusNanos(System.nanoTime() - beganNanos);
    }

    synchronized void enters(Phase next) {
        if (next != phase) {
            closePhase();
            phase = next;
        }
    }

    private void closePhase() {
        var now = now();
        past.add(new PastPhase(phase, since, Duration.between(since, now)));
        since = now;
    }

    /** Its work has landed, or there was nothing to land. */
    synchronized void completes() {
        ends(new How(PastAttempt.End.COMPLETED, ""));
    }

    synchronized void ends(AttemptEnd end) {
        ends(
                switch (end) {
                    case AttemptEnd.CompletedUnchanged _ -> new How(PastAttempt.End.COMPLETED, "");
                    case AttemptEnd.Failed(var reason, var _, var _) -> new How(PastAttempt.End.FAILED, reason);
                    case AttemptEnd.TimedOut _ -> new How(PastAttempt.End.FAILED, "timed_out");
                    case AttemptEnd.Infrastructure(var reason, var _) -> new How(PastAttempt.End.FAILED, reason);
                    case AttemptEnd.AgentPaused(var reason, var _, var _, var _, var _) ->
                        new How(PastAttempt.End.RELEASED, reason);
                    case AttemptEnd.Cancelled _ -> new How(PastAttempt.End.CANCELLED, "");
                    case AttemptEnd.Released(var reason, var _) -> new How(PastAttempt.End.RELEASED, reason);
                });
    }

    private void ends(How told) {
        if (how.equals(UNKNOWN)) {
            how = told;
        }
    }

    /** All of it, once it is over. */
    synchronized PastAttempt over(Claim claim, Spent spent) {
        closePhase();
        return new PastAttempt(claim, how.end(), how.reason(), past, spent);
    }
}
