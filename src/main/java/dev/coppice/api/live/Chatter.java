package dev.coppice.api.live;

import java.time.Duration;

/** Counts what comes from somebody who is to listen, for one thread. */
final class Chatter {

    /** More than any client sends to show that it is there. */
    static final int MOST = 100;

    private final long interval;
    private long begin;
    private int count;

    Chatter(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Counts one more; whether these are more than anybody needs within the interval. */
    boolean isTooMuch(long now) {
        if (count == 0 || now - begin > interval) {
            begin = now;
            count = 0;
        }
        count++;
        return count > MOST;
    }
}
