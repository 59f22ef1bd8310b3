package dev.coppice.queue.lease;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.time.Instant;

/**
 * An attempt's right to its task, as it stands in the database.
 *
 * @param until when it ends unless it is renewed before, as it is at every heartbeat
 */
public record HeldLease(ExecutionId execution, TaskNumber task, int attempt, Instant grantedAt, Instant until) {}
