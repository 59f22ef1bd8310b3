package dev.coppice.submission;

import dev.coppice.queue.ExecutionSettings;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.nio.file.Path;

/**
 * A plan to run and where.
 *
 * @param repository the repository's own folder, as {@code GitRepository} names it
 * @param base the revision to start from, such as {@code HEAD}
 * @param home the data folder on whose disk the repository lies
 */
public record PlanRequest(
        String planName,
        String planText,
        Path repository,
        ExecutionMode mode,
        String base,
        ExecutionSettings settings,
        HomeId home) {}
