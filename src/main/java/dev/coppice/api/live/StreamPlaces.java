package dev.coppice.api.live;

import dev.coppice.api.Problem;
import dev.coppice.api.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts who listens, so that nobody can take all connections. */
@ApplicationScoped
class StreamPlaces {

    private final int most;
    private final int mostPerAddress;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    StreamPlaces(StreamConfig config) {
        this.most = config.most();
        this.mostPerAddress = config.mostPerAddress();
    }

    /** A listener's place, until it is given back, which may be done twice. */
    interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * A place for a listener at this address.
     *
     * @throws ProblemException if there is none
     */
    synchronized Place take(String address) {
        if (all >= most || taken.getOrDefault(address, 0) >= mostPerAddress) {
            throw Problem.of(
                            429,
                            "too_many_streams",
                            "this service sends events to " + most + " listeners at most, and to " + mostPerAddress
                                    + " of one address; end some, or ask for the status instead")
                    .asException();
        }
        all++;
        taken.merge(address, 1, Integer::sum);
        var isTaken = new AtomicBoolean(true);
        return () -> {
            if (isTaken.compareAndSet(true, false)) {
                giveBack(address);
            }
        };
    }

    private synchronized void giveBack(String address) {
        all--;
        taken.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** Until nobody listens, or for so long. */
    synchronized void awaitNone(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); all > 0 && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized int all() {
        return all;
    }
}
