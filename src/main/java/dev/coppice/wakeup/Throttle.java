package dev.coppice.wakeup;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes each thing on at once, but not again within a time: what comes meanwhile goes out together, when the time is over. */
final class Throttle<T> {

    private final ScheduledExecutorService thread;
    private final long apart;
    private final Consumer<T> send;
    private final Set<T> pending = new HashSet<>();
    private final Map<T, Long> lastSent = new HashMap<>();

    /** Sends on the thread; nobody who asks waits for it. */
    Throttle(ScheduledExecutorService thread, Duration apart, Consumer<T> send) {
        this.thread = thread;
        this.apart = apart.toNanos();
        this.send = send;
    }

    /** A thread that has ended sends nothing more. */
    synchronized void ask(T what) {
        long now = System.nanoTime();
        lastSent.values().removeIf(sent -> now - sent > apart);
        if (pending.add(what)) {
            var sent = lastSent.get(what);
            schedule(what, sent == null ? 0 : sent + apart - now);
        }
    }

    private void schedule(T what, long delay) {
        try {
            var _ = thread.schedule(() -> sendNow(what), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            pending.remove(what);
        }
    }

    private void sendNow(T what) {
        synchronized (this) {
            pending.remove(what);
            lastSent.put(what, System.nanoTime());
        }
        send.accept(what);
    }
}
