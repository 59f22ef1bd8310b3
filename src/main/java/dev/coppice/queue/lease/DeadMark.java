package dev.coppice.queue.lease;

import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;

/** A task whose fence a dead process may have been marking for this lease. */
public record DeadMark(Lease lease, TaskNumber number) {}
