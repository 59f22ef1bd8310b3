package dev.coppice.cli;

import java.util.List;

/**
 * What one {@code coppice cleanup} was asked for.
 *
 * @param remotes the remotes to ask, by name
 * @param repositories to be looked at besides those of all known executions, by their folders
 */
record CleanupOptions(boolean dryRun, List<String> remotes, boolean json, List<String> repositories) {

    CleanupOptions {
        remotes = List.copyOf(remotes);
        repositories = List.copyOf(repositories);
    }
}
