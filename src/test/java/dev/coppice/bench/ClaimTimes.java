package dev.coppice.bench;

import java.util.concurrent.ConcurrentLinkedQueue;

/** How long claims took that found something. */
final class ClaimTimes {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long time) {
        nanos.add(time);
    }

    Samples samples(String name) {
        return new Samples(name, nanos.stream().mapToDouble(time -> time / 1e6).toArray());
    }
}
