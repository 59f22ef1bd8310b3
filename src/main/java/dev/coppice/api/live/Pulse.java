package dev.coppice.api.live;

import java.time.Duration;

/** Lets a listener hear something from time to time. */
final class Pulse {

    private final long interval;
    private long last = System.nanoTime();

    Pulse(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** It has just heard something. */
    void felt() {
        last = System.nanoTime();
    }

    /** Sends a heartbeat if it has heard nothing for long; whether it did. */
    boolean beat(Listener listener) throws InterruptedException, Listener.Gone {
        if (System.nanoTime() - last < interval) {
            return false;
        }
        listener.heartbeat();
        felt();
        return true;
    }
}
