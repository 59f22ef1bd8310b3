package dev.coppice.queue;

import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;

/**
 * A landing that was announced and not yet closed: the result was to move from the old tip to the new one.
 *
 * @param lease the lease it was announced under; its token makes the attempt's mark
 * @param ours whether the caller itself holds that lease
 */
public record OpenIntent(long id, Lease lease, TaskNumber number, CommitId oldTip, CommitId newTip, boolean ours) {}
