package dev.coppice.maintenance;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a cleanup is to do.
 *
 * @param dryRun only find out
 * @param remote also delete merged branches over there
 * @param poolsInUse whether workers run in this process, whose worktrees are then left alone
 * @param repositories looked at besides those of all known executions
 */
public record CleanupRequest(boolean dryRun, boolean remote, boolean poolsInUse, Set<Path> repositories) {
    public CleanupRequest {
        repositories = Set.copyOf(repositories);
    }
}
