package dev.coppice.cli.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Keeps a command from asking more often than once a second, however quickly the service answers. */
final class Pace {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private long last = System.nanoTime();

    /** Waits until a second has passed since the last time; false if somebody wants an end. */
    boolean rest() {
        LockSupport.parkNanos(LEAST.toNanos() - (System.nanoTime() - last));
        last = System.nanoTime();
        return !Thread.currentThread().isInterrupted();
    }
}
