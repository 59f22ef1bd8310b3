package dev.coppice.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * When and how often an execution's tasks may run.
 *
 * @param maxConcurrent at most so many at the same time; empty: as many as there are workers
 * @param priority from -100 to 100; the smaller comes first, and equal ones take turns
 * @param maxRetries how often a task that failed by its own fault is tried again, at least 0
 * @param deadline how long after its submission, or its retry, its unfinished tasks fail; empty: never
 */
public record Scheduling(Optional<Integer> maxConcurrent, int priority, int maxRetries, Optional<Duration> deadline) {

    /** The most urgent priority; its negative is the least urgent. */
    public static final int FIRST = -100;

    public Scheduling {
        if (Math.abs(priority) > -FIRST || maxRetries < 0) {
            throw new IllegalArgumentException("no such scheduling: priority " + priority + ", retries " + maxRetries);
        }
    }

    /** In turn with all others, without retries or a deadline. */
    public static Scheduling usual() {
        return new Scheduling(Optional.empty(), 0, 0, Optional.empty());
    }

    /** The same, with at most so many tasks at the same time. */
    public Scheduling atOnce(Optional<Integer> most) {
        return new Scheduling(most, priority, maxRetries, deadline);
    }
}
