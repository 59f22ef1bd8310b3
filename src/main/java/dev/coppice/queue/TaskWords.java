package dev.coppice.queue;

import dev.coppice.task.TaskState;

/** The words of the task table's state column, as states. */
final class TaskWords {
    private TaskWords() {}

    /** The state after an attempt that did not land. */
    static TaskState after(String state, String reason) {
        return switch (state) {
            case "queued" -> new TaskState.Queued(0);
            case "completed" -> new TaskState.Completed(null);
            default -> ended(state, reason);
        };
    }

    static TaskState ended(String state, String reason) {
        return switch (state) {
            case "failed" -> new TaskState.Failed(reason);
            case "cancelled" -> new TaskState.Cancelled();
            case "skipped" -> new TaskState.Skipped(reason);
            default -> throw new IllegalStateException("no such state of a task: " + state);
        };
    }
}
