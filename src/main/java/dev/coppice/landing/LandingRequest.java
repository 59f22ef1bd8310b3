package dev.coppice.landing;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Verified work that wants to land.
 *
 * @param base the commit that the work started from
 * @param worktree where the repository's attributes apply; nothing is checked out there
 * @param trusted asked right before the result moves: whether the lease can still be relied on
 * @param shown told the landing once the result is there and before the queue knows, so that who reads that a task is completed finds it;
 *     afterwards where only a look has told that it is there
 */
public record LandingRequest(
        Lease lease,
        TaskNumber number,
        CommitId base,
        TreeId work,
        CommitMessage message,
        Path worktree,
        BooleanSupplier trusted,
        Consumer<CommitId> shown) {

    ExecutionRefs refs() {
        return new ExecutionRefs(lease.execution());
    }
}
