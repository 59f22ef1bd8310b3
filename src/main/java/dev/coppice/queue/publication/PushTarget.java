package dev.coppice.queue.publication;

import dev.coppice.task.BranchName;

/**
 * Where an execution's completed result is to be pushed.
 *
 * @param remote a name that the repository has for another one
 * @param branch what the branch is to be called over there
 * @param address a fingerprint of the remote's address at submission: a name that leads somewhere else by now is not followed
 */
public record PushTarget(String remote, BranchName branch, String address) {}
