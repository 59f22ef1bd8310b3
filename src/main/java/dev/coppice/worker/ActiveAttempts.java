package dev.coppice.worker;

import dev.coppice.queue.Claim;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.Lease;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The attempts that this process runs now, by lease token. */
@ApplicationScoped
class ActiveAttempts {

    private final Leases leases;
    private final Event<AttemptBegun> begun;
    private final Event<PastAttempt> over;
    private final Map<UUID, ActiveAttempt> byToken = new LinkedHashMap<>();

    ActiveAttempts(Leases leases, Event<AttemptBegun> begun, Event<PastAttempt> over) {
        this.leases = leases;
        this.begun = begun;
        this.over = over;
    }

    ActiveAttempt begin(Claim claim, long sentAt) {
        var attempt = add(claim.lease(), sentAt);
        tell(begun, new AttemptBegun(claim));
        return attempt;
    }

    void end(Claim claim, ActiveAttempt attempt) {
        remove(attempt);
        tell(over, attempt.course().over(claim, attempt.meter().total()));
    }

    /** Whoever listens must not keep the work from going on. */
    private static <T> void tell(Event<T> listeners, T news) {
        try {
            listeners.fire(news);
        } catch (RuntimeException e) {
            Log.warn("one who counts attempts has failed", e);
        }
    }

    private synchronized ActiveAttempt add(Lease lease, long sentAt) {
        var attempt =
                new ActiveAttempt(lease, freeIndex(), sentAt, leases.times().lease());
        byToken.put(lease.token(), attempt);
        return attempt;
    }

    private int freeIndex() {
        var taken = byToken.values().stream().map(ActiveAttempt::index).collect(Collectors.toSet());
        return IntStream.iterate(1, index -> index + 1)
                .filter(index -> !taken.contains(index))
                .findFirst()
                .orElseThrow();
    }

    private synchronized void remove(ActiveAttempt attempt) {
        byToken.remove(attempt.lease().token());
        notifyAll();
    }

    synchronized int count() {
        return byToken.size();
    }

    synchronized List<ActiveAttempt> all() {
        return new ArrayList<>(byToken.values());
    }

    void stopAll(ActiveAttempt.Stop why) {
        all().forEach(attempt -> attempt.stop(why));
    }

    /** Waits until no attempt is left; false if the time was over first. */
    synchronized boolean awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!byToken.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
