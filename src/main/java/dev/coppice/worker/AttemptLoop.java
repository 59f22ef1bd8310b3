package dev.coppice.worker;

import dev.coppice.git.GitFailure;
import dev.coppice.landing.Handover;
import dev.coppice.landing.LandingRecovery;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Ending;
import dev.coppice.queue.landing.Settlement;
import dev.coppice.worktree.GiveBack;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Around one attempt: fetches what it is about, runs it, and makes sure that the queue learns how it ended. */
@ApplicationScoped
class AttemptLoop {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Assignments assignments;
    private final AttemptRunner runner;
    private final Attempts attempts;
    private final LandingRecovery recovery;
    private final Handover handover;

    AttemptLoop(
            Assignments assignments,
            AttemptRunner runner,
            Attempts attempts,
            LandingRecovery recovery,
            Handover handover) {
        this.assignments = assignments;
        this.runner = runner;
        this.attempts = attempts;
        this.recovery = recovery;
        this.handover = handover;
    }

    void run(ActiveAttempt attempt) {
        var outcome = outcome(attempt);
        forgetProcess(attempt);
        switch (outcome) {
            case Outcome.Settled _ -> {}
            case Outcome.Ended(var end) -> tell(attempt, end);
        }
        handOver(attempt);
    }

    /** If this was the last thing to run. Whatever fails here, maintenance tries again. */
    private void handOver(ActiveAttempt attempt) {
        try {
            var handed = handover.settle(attempt.lease().execution());
            if (handed.checkout() instanceof GiveBack.Left(var reason, var command)) {
                Log.infof("the user's checkout is still at the result: %s; then: %s", reason, command);
            }
        } catch (RuntimeException e) {
            Log.warnf("could not hand over %s yet: %s", attempt.lease().execution(), e.getMessage());
        }
    }

    /** All processes have been waited for; saying so spares the next start looking for them. */
    private void forgetProcess(ActiveAttempt attempt) {
        try {
            attempt.lastProcess().ifPresent(process -> attempts.processEnded(attempt.lease(), process));
        } catch (RuntimeException e) {
            Log.warnf("could not record that a process has ended: %s", e.getMessage());
        }
    }

    /** The one place that catches broadly: a fault of ours or of the machine must never look like the task's own failure. */
    private Outcome outcome(ActiveAttempt attempt) {
        try (var task = assignments.prepare(attempt)) {
            return logged(runner.run(task), task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.released("interrupted");
        } catch (Exception e) {
            Log.errorf(e, "an attempt broke: %s", attempt.lease());
            return Outcome.infrastructure(word(e), String.valueOf(e.getMessage()));
        }
    }

    private static String word(Exception fault) {
        return fault instanceof GitFailure failure && failure.kind() == GitFailure.Kind.DISK_FULL
                ? "disk_full"
                : "infrastructure";
    }

    /** Not the message: it may quote what a task printed, which belongs into the task's own log alone. */
    private static Outcome logged(Outcome outcome, Assigned task) {
        if (outcome instanceof Outcome.Ended(var end)) {
            Log.infof("%s: %s; its log: %s", task.name(), words(end), task.log().path());
        }
        return outcome;
    }

    private static String words(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.CompletedUnchanged _ -> "completed, with nothing to land";
            case AttemptEnd.Failed(var reason, var _, var _) -> "failed (" + reason + ")";
            case AttemptEnd.TimedOut _ -> "failed (timed_out)";
            case AttemptEnd.Infrastructure(var reason, var _) -> "failed (" + reason + ")";
            case AttemptEnd.AgentPaused(var reason, var _, var _, var _, var _) ->
                "released (" + reason + "), and its agent pauses";
            case AttemptEnd.Cancelled _ -> "cancelled";
            case AttemptEnd.Released(var reason, var _) -> "released (" + reason + ")";
        };
    }

    /** Tries until the database answers or the lease is gone; the work itself is safe in git meanwhile. */
    private void tell(ActiveAttempt attempt, AttemptEnd end) {
        if (end instanceof AttemptEnd.Infrastructure(var _, var message)) {
            Log.warnf("not the task's fault, it will be tried again: %s", message);
        }
        while (attempt.stopped() != ActiveAttempt.Stop.LOST) {
            try {
                if (isTold(attempt, end)) {
                    return;
                }
            } catch (RuntimeException e) {
                Log.warnf(
                        "could not record the end of an attempt, trying again: %s: %s",
                        attempt.lease(), e.getMessage());
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    /** Settles the attempt's own landing, so that the next try can tell; a surprise stays open until a person has looked. */
    private boolean isLeftToAPerson(ActiveAttempt attempt) {
        return recovery.settleOwn(assignments.integrator(attempt.lease()), attempt.lease())
                instanceof Settlement.Paused;
    }

    private boolean isTold(ActiveAttempt attempt, AttemptEnd end) {
        return switch (attempts.end(attempt.lease(), end)) {
            case Ending.Accepted _ -> {
                attempt.course().ends(end);
                yield true;
            }
            case Ending.Fenced _ -> true;
            case Ending.IntentOpen _ -> isLeftToAPerson(attempt);
        };
    }
}
