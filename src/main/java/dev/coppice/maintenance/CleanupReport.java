package dev.coppice.maintenance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a cleanup did, or would do; the same on the command line and over HTTP.
 *
 * @param removals what is gone; after a dry run, what would be
 * @param problems what could not be looked at or taken away, for people
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CleanupReport(boolean dryRun, List<Removal> removals, List<Kept> kept, List<String> problems) {
    public CleanupReport {
        removals = List.copyOf(removals);
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }
}
