package dev.coppice.webhook;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends what is due, a few messages of each webhook at the same time, so that a receiver that is slow or dead keeps no other waiting. Each
 * is sent on a thread of its own, which no transaction and no connection to the database waits for.
 */
@ApplicationScoped
class Rounds {

    private static final int AT_ONCE = 4;

    /** After so many a thread ends, because the webhook may be another one by then. */
    private static final int MOST_OF_ONE_THREAD = 50;

    private final Tries tries;
    private final Sender sender;
    private final Map<UUID, Semaphore> places = new ConcurrentHashMap<>();
    private volatile boolean isStopping;

    Rounds(Tries tries, Sender sender) {
        this.tries = tries;
        this.sender = sender;
    }

    void stop() {
        isStopping = true;
    }

    /** Until nothing is being sent any more, at most for so long. */
    void await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var free : places.values()) {
                if (free.tryAcquire(AT_ONCE, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    free.release(AT_ONCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void begin(Webhook webhook) {
        var free = places.computeIfAbsent(webhook.id(), _ -> new Semaphore(AT_ONCE));
        int taken = free.drainPermits();
        List<Claimed> due = List.of();
        try {
            due = taken > 0 && !isStopping ? tries.claim(webhook.id(), taken) : due;
        } finally {
            free.release(taken - due.size());
        }
        due.forEach(first ->
                Thread.ofVirtual().name("webhook " + webhook.name()).start(() -> sendAll(webhook, first, free)));
    }

    private void sendAll(Webhook webhook, Claimed first, Semaphore free) {
        try {
            var next = List.of(first);
            for (int sent = 0; sent < MOST_OF_ONE_THREAD && !next.isEmpty(); sent++) {
                sender.send(webhook, next.getFirst());
                next = isStopping || sent == MOST_OF_ONE_THREAD - 1 ? List.of() : tries.claim(webhook.id(), 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            Log.warnf("webhook %s: could not write down what came of a message: %s", webhook.name(), e.getMessage());
        } finally {
            free.release();
        }
    }
}
