package dev.coppice.worker;

import dev.coppice.queue.LeaseRenewal;
import dev.coppice.queue.Leases;
import dev.coppice.queue.Renewal;
import dev.coppice.queue.WakeUp;
import dev.coppice.task.Lease;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Renews the leases of all active attempts at every beat, delivers what the answer carries, and ends what is overdue. */
@ApplicationScoped
class LeaseKeeper {

    /** Without trust for so long, an attempt's processes are ended: by now somebody else must be running the task. */
    private static final Duration HARD_DEADLINE = Duration.ofMinutes(10);

    private final ActiveAttempts active;
    private final LeaseRenewal renewal;
    private final Leases leases;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease-keeper").daemon().factory());

    private final AtomicBoolean started = new AtomicBoolean();

    LeaseKeeper(ActiveAttempts active, LeaseRenewal renewal, Leases leases) {
        this.active = active;
        this.renewal = renewal;
        this.leases = leases;
    }

    /** Begins to beat, before the first claim; a second call changes nothing. */
    void start() {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        long every = leases.times().beat().toMillis();
        var _ = beat.scheduleAtFixedRate(this::renewAll, every, every, TimeUnit.MILLISECONDS);
    }

    /** The answer to a beat tells which attempts are to stop: no need to wait for the next one. */
    void beatNow(@Observes WakeUp.StopAsked hint) {
        boolean isOurs = active.all().stream()
                .anyMatch(attempt -> attempt.lease().execution().equals(hint.execution()));
        if (isOurs && !beat.isShutdown()) {
            beat.execute(this::renewAll);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        beat.shutdownNow();
    }

    /** An exception would end the beat for ever, and with it, silently, every lease. */
    private void renewAll() {
        try {
            renew(active.all());
        } catch (RuntimeException e) {
            Log.warnf(e, "could not renew leases");
        }
        active.all().stream().filter(LeaseKeeper::isOverdue).forEach(attempt -> attempt.stop(ActiveAttempt.Stop.LOST));
    }

    private void renew(List<ActiveAttempt> attempts) {
        long sentAt = System.nanoTime();
        switch (renewal.renew(attempts.stream().map(ActiveAttempt::lease).toList())) {
            case Renewal.Answered(var news) -> deliver(attempts, news, sentAt);
            // No answer is no loss: the attempts compute on, and only what has outward effects waits for trust.
            case Renewal.Unanswered(var why) -> Log.warnf("could not renew %d leases: %s", attempts.size(), why);
        }
    }

    private void deliver(List<ActiveAttempt> attempts, Map<Lease, Renewal.News> news, long sentAt) {
        for (ActiveAttempt attempt : attempts) {
            switch (news.getOrDefault(attempt.lease(), Renewal.News.BUSY)) {
                case KEPT -> attempt.renewed(sentAt, leases.times().lease());
                case CANCEL_REQUESTED -> {
                    attempt.renewed(sentAt, leases.times().lease());
                    attempt.stop(ActiveAttempt.Stop.CANCELLED);
                }
                case LOST -> attempt.stop(ActiveAttempt.Stop.LOST);
                case BUSY -> {}
            }
        }
    }

    private static boolean isOverdue(ActiveAttempt attempt) {
        return attempt.overdue().compareTo(HARD_DEADLINE) > 0;
    }
}
