package dev.coppice.maintenance;

import java.util.List;

/**
 * What a cleanup did, or would do.
 *
 * @param removals what is gone; after a dry run, what would be
 * @param problems what could not be looked at or taken away, for people
 */
public record CleanupReport(boolean dryRun, List<Removal> removals, List<Kept> kept, List<String> problems) {
    public CleanupReport {
        removals = List.copyOf(removals);
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }
}
