package dev.coppice.cli;

import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskState;

/** What one line says about one task. */
final class ProgressLine {

    private ProgressLine() {}

    /** The state in a word or two, with the phase of an executing task. */
    static String state(TaskStatus task) {
        return switch (task.state()) {
            case TaskState.Queued(int waitsFor) when waitsFor > 0 -> "waiting";
            case TaskState.Queued _ -> "queued";
            case TaskState.Executing(int attempt, var phase) ->
                phase.word() + (attempt > 1 ? " (attempt " + attempt + ")" : "");
            case TaskState.Completed(var commit) ->
                commit == null ? "completed unchanged" : "completed " + commit.abbreviated();
            case TaskState.Failed(var reason) -> "failed: " + reason;
            case TaskState.Cancelled _ -> "cancelled";
            case TaskState.Skipped(var reason) -> "skipped: " + reason;
        };
    }

    /** One character that can be taken in at a glance. */
    static String mark(TaskStatus task) {
        return switch (task.state()) {
            case TaskState.Queued _ -> "·";
            case TaskState.Executing _ -> "▶";
            case TaskState.Completed _ -> "✓";
            case TaskState.Failed _ -> "✗";
            case TaskState.Cancelled _, TaskState.Skipped _ -> "–";
        };
    }

    static boolean isWaiting(TaskStatus task) {
        return task.state() instanceof TaskState.Queued;
    }

    static boolean isExecuting(TaskStatus task) {
        return task.state() instanceof TaskState.Executing;
    }

    static String title(TaskStatus task) {
        return OneLine.of(task.title());
    }
}
