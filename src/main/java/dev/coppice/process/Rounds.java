package dev.coppice.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Kills in rounds, because processes that fork fast become more while they are looked at. */
final class Rounds {

    static final long BETWEEN = Duration.ofMillis(5).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rounds() {}

    /** Kills what is found until nothing is left, ten seconds at most; returns whether there was anything to kill. */
    static boolean endAll(Supplier<List<ProcessHandle>> victims) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var alive = victims.get();
        boolean any = !alive.isEmpty();
        while (!alive.isEmpty() && System.nanoTime() - deadline < 0) {
            alive.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(BETWEEN);
            alive = Stream.concat(alive.stream(), victims.get().stream())
                    .distinct()
                    .filter(Census::isAlive)
                    .toList();
        }
        return any;
    }
}
