package dev.coppice.queue.lease;

import dev.coppice.task.Lease;

/** A lease that was found expired; it may have been renewed since. */
public record ExpiredLease(Lease lease) {}
