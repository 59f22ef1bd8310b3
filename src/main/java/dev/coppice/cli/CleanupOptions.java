package dev.coppice.cli;

import java.util.List;

/**
 * What one {@code coppice cleanup} was asked for.
 *
 * @param repositories to be looked at besides those of all known executions, by their folders
 */
record CleanupOptions(boolean dryRun, boolean remote, boolean json, List<String> repositories) {

    CleanupOptions {
        repositories = List.copyOf(repositories);
    }
}
