package dev.coppice.queue;

import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;

/** A task that is now this worker's to do. */
public record Claim(Lease lease, TaskNumber number) {}
