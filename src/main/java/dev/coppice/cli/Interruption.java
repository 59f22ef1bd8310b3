package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.Signals;
import io.quarkus.runtime.LaunchMode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns the first Ctrl-C, TERM or hang-up into a request to stop in order, and a second one into an exit at once. */
final class Interruption {

    private static final CountDownLatch REQUESTED = new CountDownLatch(1);

    private Interruption() {}

    /** Takes the three signals over from the JVM, which would otherwise shut down in no particular order; in development Quarkus has them. */
    static void watch() {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return;
        }
        List.of("INT", "TERM", "HUP").forEach(name -> Signals.handle(name, Interruption::request));
    }

    /** Takes the end of such a wait, on a thread of its own, for an interruption. */
    static void comesAfter(Runnable wait) {
        Thread.ofVirtual().name("coppice-interruption").start(() -> {
            wait.run();
            REQUESTED.countDown();
        });
    }

    private static void request() {
        if (isRequested()) {
            // Task processes and the database die with this one; what they had not finished, --resume does again.
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        REQUESTED.countDown();
    }

    static boolean isRequested() {
        return REQUESTED.getCount() == 0;
    }

    /** Waits until an interruption comes. */
    static void await() {
        while (!awaited(Long.MAX_VALUE)) {
            // Woken without a reason.
        }
    }

    /** Waits for the time given, or less if an interruption comes; tells whether one has come. */
    static boolean awaited(long milliseconds) {
        try {
            return REQUESTED.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
