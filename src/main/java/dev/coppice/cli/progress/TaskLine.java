package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.time.Instant;
import java.util.Optional;

/**
 * What the command line shows of one task.
 *
 * @param awaitsApproval whether a queued one waits for nothing but a person's approval
 * @param startedAt when it was first claimed
 * @param error why it failed, for people
 * @param log where its last attempt's output is: a file or an address
 * @param work the commit that keeps its last attempt's work
 */
public record TaskLine(
        TaskNumber number,
        String title,
        TaskState state,
        boolean awaitsApproval,
        Optional<Instant> startedAt,
        Optional<String> error,
        Optional<String> log,
        Optional<String> work) {

    static TaskLine of(TaskStatus task) {
        var last = task.attempts().isEmpty()
                ? Optional.<AttemptStatus>empty()
                : Optional.of(task.attempts().getLast());
        return new TaskLine(
                task.number(),
                task.title(),
                task.state(),
                task.awaitsApproval(),
                task.startedAt(),
                task.error(),
                last.flatMap(AttemptStatus::log),
                last.flatMap(AttemptStatus::commit).map(commit -> commit.abbreviated()));
    }

    boolean isWaiting() {
        return state instanceof TaskState.Queued && !awaitsApproval;
    }

    /** Whether a worker could take it, or has it. */
    boolean canGoOn() {
        return isExecuting() || (state instanceof TaskState.Queued(int waitsFor) && waitsFor == 0 && !awaitsApproval);
    }

    public boolean isExecuting() {
        return state instanceof TaskState.Executing;
    }

    /** The state in a word or two, with the phase of an executing task. */
    public String words() {
        return switch (state) {
            case TaskState.Queued _ when awaitsApproval -> "waits for approval";
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
    String mark() {
        return switch (state) {
            case TaskState.Queued _ -> "·";
            case TaskState.Executing _ -> "▶";
            case TaskState.Completed _ -> "✓";
            case TaskState.Failed _ -> "✗";
            case TaskState.Cancelled _, TaskState.Skipped _ -> "–";
        };
    }

    /** The title as harmless text of one line. */
    String shownTitle() {
        return OneLine.of(title);
    }
}
