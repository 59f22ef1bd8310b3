package dev.coppice.cli.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Keeps a command from asking more often than once a second, and than is good for a service that has much to tell. */
final class Pace {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int SHARE = 5;

    private long last = System.nanoTime();
    private long least = LEAST.toNanos();

    /** Waits until it is time to ask again; false if somebody wants an end. */
    boolean rest() {
        LockSupport.parkNanos(least - (System.nanoTime() - last));
        last = System.nanoTime();
        least = LEAST.toNanos();
        return !Thread.currentThread().isInterrupted();
    }

    /** Tells how long an answer took that keeps the service busy: a fifth of its time is enough for one who watches. */
    void took(Duration answer) {
        least = Math.max(LEAST.toNanos(), answer.multipliedBy(SHARE).toNanos());
    }
}
