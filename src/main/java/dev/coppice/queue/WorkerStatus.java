package dev.coppice.queue;

import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import java.time.Instant;

/**
 * A process that works on the queue, as it was seen last.
 *
 * @param home the data folder that it owns
 * @param slots how many agents it has at work at the same time at most, and {@code executing} how many leases it has, for tasks that are
 *     checked and landed too
 * @param silentSeconds the age of its last heartbeat, by the database's clock
 * @param drainRequested whether it was asked to claim nothing more
 */
public record WorkerStatus(
        WorkerId id,
        HomeId home,
        String host,
        long pid,
        int slots,
        int executing,
        Instant startedAt,
        double silentSeconds,
        boolean drainRequested) {}
