package dev.coppice.isolation.kubernetes;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;

/**
 * How a worktree's state gets into a pod, and what the command left out of it.
 *
 * @param url of the repository, as the cluster reaches it
 * @param branch the attempt's own, there
 * @param commit that state; the branch must be there when it is fetched and when it is pushed
 */
record Transfer(String url, String scheme, BranchName branch, CommitId commit) {}
