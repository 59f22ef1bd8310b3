package dev.coppice.queue.landing;

import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;

/**
 * A landing that was announced: the result was to move from the old tip to the new one. Open, unless whoever gives it says otherwise.
 *
 * @param lease the lease it was announced under; its token makes the attempt's mark
 * @param owner the process whose attempt announced it
 * @param ours whether the caller itself holds that lease
 */
public record OpenIntent(
        long id, Lease lease, TaskNumber number, CommitId oldTip, CommitId newTip, Owner owner, boolean ours) {

    /**
     * Whether nothing that the owner started for this landing can still be running. An attempt has waited for its own git before it asks;
     * an earlier process of this data folder is dead, or its folder's lock could not have been taken. An expired lease proves nothing:
     * its owner may be stopped, and wake.
     */
    public boolean isOwnerProvedDead(Owner self) {
        return ours || owner.isPredecessorOf(self);
    }
}
