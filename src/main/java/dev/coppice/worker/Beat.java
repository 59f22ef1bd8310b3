package dev.coppice.worker;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does one thing again and again on a platform thread of its own, which nothing else can keep busy. */
final class Beat {

    private final ScheduledExecutorService thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile long last;

    Beat(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** The first time after one pause; a second call changes nothing. */
    void start(Duration pause, Runnable action) {
        if (started.compareAndSet(false, true)) {
            last = System.nanoTime();
            var _ = thread.scheduleAtFixedRate(
                    () -> alone(action), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Once more, out of turn; after the end, not at all. */
    void now(Runnable action) {
        if (!thread.isShutdown()) {
            thread.execute(() -> alone(action));
        }
    }

    /** Since it last came to its end; nothing while it is not to beat. */
    Duration silence() {
        return started.get() && !thread.isShutdown() ? Duration.ofNanos(System.nanoTime() - last) : Duration.ZERO;
    }

    void stop() {
        thread.shutdownNow();
    }

    /** An exception would end the beat for ever, and nobody would notice. */
    private void alone(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            Log.warnf(e, "a beat failed");
        }
        last = System.nanoTime();
    }
}
