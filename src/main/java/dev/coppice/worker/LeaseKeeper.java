package dev.coppice.worker;

import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.LeaseTimes;
import dev.coppice.queue.lease.Leases;
import dev.coppice.queue.lease.Renewal;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import dev.coppice.wakeup.WakeUp;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Renews the leases of all active attempts at every beat, and delivers what the answer carries. */
@ApplicationScoped
class LeaseKeeper {

    private final ActiveAttempts active;
    private final LeaseRenewal renewal;
    private final Presence presence;
    private final LeaseTimes times;
    private final Beat beat = new Beat("lease-keeper");

    LeaseKeeper(ActiveAttempts active, LeaseRenewal renewal, Presence presence, Leases leases) {
        this.active = active;
        this.renewal = renewal;
        this.presence = presence;
        this.times = leases.times();
    }

    /** Begins to beat, before the first claim; a second call changes nothing. */
    void start() {
        beat.start(times.beat(), this::renewAll);
    }

    /** The answer to a beat tells which attempts are to stop: no need to wait for the next one. */
    void beatNow(@Observes WakeUp.StopAsked hint) {
        boolean isOurs = active.all().stream()
                .anyMatch(attempt -> attempt.lease().execution().equals(hint.execution()));
        if (isOurs) {
            beat.now(this::renewAll);
        }
    }

    /** Since the last beat, whatever the database answered; nothing before the first start and after the end. */
    Duration silence() {
        return beat.silence();
    }

    /** Whether no lease could have been kept for so long that agents are ended for it. */
    boolean isOver() {
        return silence().compareTo(times.hardDeadline()) > 0;
    }

    /** Once nothing runs any more: until then, leases are kept. */
    void stop() {
        beat.stop();
    }

    private void renewAll() {
        presence.self().ifPresent(self -> renew(self, active.all()));
    }

    private void renew(WorkerId self, List<ActiveAttempt> attempts) {
        long sentAt = System.nanoTime();
        switch (renewal.renew(self, attempts.stream().map(ActiveAttempt::lease).toList())) {
            case Renewal.Answered(var news, boolean drainRequested) -> {
                presence.heard(drainRequested);
                deliver(attempts, news, sentAt);
            }
            // No answer is no loss: the attempts compute on, and only what has outward effects waits for trust.
            case Renewal.Unanswered(var why) -> Log.warnf("could not renew %d leases: %s", attempts.size(), why);
        }
    }

    private void deliver(List<ActiveAttempt> attempts, Map<Lease, Renewal.News> news, long sentAt) {
        for (ActiveAttempt attempt : attempts) {
            switch (news.getOrDefault(attempt.lease(), Renewal.News.BUSY)) {
                case KEPT -> attempt.renewed(sentAt, times.lease());
                case CANCEL_REQUESTED -> stopKept(attempt, sentAt, ActiveAttempt.Stop.CANCELLED);
                case DEADLINE_PASSED -> stopKept(attempt, sentAt, ActiveAttempt.Stop.DEADLINE_PASSED);
                case EXECUTION_BUDGET_SPENT -> spent(attempt, sentAt, ActiveAttempt.Stop.EXECUTION_BUDGET_SPENT);
                case BUDGET_SPENT -> spent(attempt, sentAt, ActiveAttempt.Stop.BUDGET_SPENT);
                case LOST -> attempt.stop(ActiveAttempt.Stop.LOST);
                case BUSY -> {}
            }
        }
    }

    /** Of an agent that has finished nothing is saved by ending its attempt. */
    private void spent(ActiveAttempt attempt, long sentAt, ActiveAttempt.Stop why) {
        if (attempt.meter().isAtWork()) {
            stopKept(attempt, sentAt, why);
        } else {
            attempt.renewed(sentAt, times.lease());
        }
    }

    private void stopKept(ActiveAttempt attempt, long sentAt, ActiveAttempt.Stop why) {
        attempt.renewed(sentAt, times.lease());
        attempt.stop(why);
    }
}
