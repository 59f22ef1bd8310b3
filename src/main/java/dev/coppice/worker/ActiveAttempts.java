package dev.coppice.worker;

import dev.coppice.queue.Leases;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final Map<UUID, ActiveAttempt> byToken = new LinkedHashMap<>();

    ActiveAttempts(Leases leases) {
        this.leases = leases;
    }

    synchronized ActiveAttempt add(Lease lease, long sentAt) {
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

    synchronized void remove(ActiveAttempt attempt) {
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
