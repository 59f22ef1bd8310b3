package dev.coppice.maintenance;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a cleanup is to do.
 *
 * @param dryRun only find out
 * @param remotes the names of the remotes that are asked, wherever a repository has one of that name; no other is
 * @param poolsInUse whether workers run in this process, whose worktrees are then left alone
 * @param repositories looked at besides those of all known executions
 */
public record CleanupRequest(boolean dryRun, Set<String> remotes, boolean poolsInUse, Set<Path> repositories) {
    public CleanupRequest {
        remotes = Set.copyOf(remotes);
        repositories = Set.copyOf(repositories);
    }
}
