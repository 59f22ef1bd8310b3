package dev.coppice.queue.lease;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt whose lease ran out or was taken over with its data folder.
 *
 * @param host of the worker that had it; empty once that one is forgotten
 * @param counter among which of the task's failures it counts: {@code lease_losses} or {@code takeovers}
 * @param then the state in which that left the task: {@code queued} if somebody else may take it
 */
public record LostLease(
        Instant at,
        ExecutionId execution,
        String plan,
        TaskNumber task,
        String title,
        int attempt,
        UUID worker,
        Optional<String> host,
        Instant startedAt,
        String counter,
        String then) {}
