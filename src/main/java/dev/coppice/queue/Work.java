package dev.coppice.queue;

import dev.coppice.plan.PlannedTask;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionMode;
import java.nio.file.Path;

/**
 * What there is to do for a claimed task, and where.
 *
 * @param resultTip the commit to start from: everything this task needs has landed on it
 */
public record Work(
        PlannedTask task,
        Path repository,
        ExecutionMode mode,
        String planName,
        CommitId base,
        CommitId resultTip,
        ExecutionSettings settings) {}
