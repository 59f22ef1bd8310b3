package dev.coppice.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for a condition, for as long as a slow machine may need. */
public final class Waiting {

    private Waiting() {}

    public static void until(Callable<Boolean> condition) {
        until(condition, Duration.ofSeconds(90));
    }

    static void until(Callable<Boolean> condition, Duration longest) {
        Awaitility.await().atMost(longest).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
