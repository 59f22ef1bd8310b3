package dev.coppice.queue;

import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;

/**
 * A task that another one waited for and that is done.
 *
 * @param state completed, or skipped because it was done in the plan
 */
public record MetDependency(TaskNumber number, String title, TaskState state) {}
