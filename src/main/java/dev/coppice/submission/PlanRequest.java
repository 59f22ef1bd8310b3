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
 * @param autoMerge whether the branch that {@code base} names is to be taken forward to the result, once that is completed
 * @param home the data folder on whose disk the repository lies
 */
public record PlanRequest(
        String planName,
        String planText,
        Path repository,
        ExecutionMode mode,
        String base,
        boolean autoMerge,
        ExecutionSettings settings,
        HomeId home) {}
