package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Waits for a peer's last job: first until it has run, then until the database says that it is completed. */
final class Countdown {

    private static final long PAUSE_NANOS = 2_000_000;
    private static volatile CountDownLatch running = new CountDownLatch(0);

    private Countdown() {}

    static void expect(int jobs) {
        running = new CountDownLatch(jobs);
    }

    /** To be called by every job. */
    static void ran() {
        running.countDown();
    }

    static void await(DatabaseAddress database, String leftQuery) throws InterruptedException {
        running.await();
        while (Drains.number(database, leftQuery) != 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
