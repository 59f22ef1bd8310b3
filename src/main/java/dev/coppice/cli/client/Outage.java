package dev.coppice.cli.client;

import dev.coppice.process.Legible;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A time in which a service does not answer: bridged by waiting longer and longer, but not for ever. */
final class Outage {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private final Duration patience;
    private final PrintStream messages;
    private final long since = System.nanoTime();
    private Duration rest = FIRST_REST;
    private boolean isTold;

    Outage(Duration patience, PrintStream messages) {
        this.patience = patience;
        this.messages = messages;
    }

    /** Waits for the next try; false if the patience is at its end. */
    boolean isBridged(String reason) {
        var left = patience.minusNanos(System.nanoTime() - since);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        if (!isTold) {
            isTold = true;
            messages.println("coppice: " + Legible.text(reason) + "; trying again for " + patience.toSeconds() + " s");
        }
        LockSupport.parkNanos((rest.compareTo(left) < 0 ? rest : left).toNanos());
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        return !Thread.currentThread().isInterrupted();
    }

    /** To be called when an answer has come. */
    void end() {
        if (isTold) {
            messages.println("coppice: the service answers again");
        }
    }
}
