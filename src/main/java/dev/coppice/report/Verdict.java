package dev.coppice.report;

import dev.coppice.process.Legible;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskState;

/** What a report says of one case. Only what is verified and part of the result has passed. */
sealed interface Verdict {

    record Passed() implements Verdict {}

    /** It was tried and is no good; {@code type} is the word for programs. */
    record Failed(String type, String message) implements Verdict {}

    /** It did not come to an end of its own; {@code type} is the word for programs. */
    record Missing(String type, String message) implements Verdict {}

    /** Nobody has tried, and the reason for that is shown elsewhere or is no fault. */
    record Skipped(String message) implements Verdict {}

    static Verdict of(TaskStatus task) {
        return switch (task.state()) {
            case TaskState.Completed _ -> new Passed();
            case TaskState.Failed(var reason) ->
                new Failed(reason, Legible.text(task.error().orElse(reason)));
            case TaskState.Cancelled _ ->
                task.isRejected()
                        ? new Missing("rejected", Legible.text(task.error().orElse("rejected")))
                        : new Missing("cancelled", "cancelled before it was done");
            case TaskState.Skipped(var reason) -> new Skipped(why(reason));
            case TaskState.Queued _ ->
                new Missing("unfinished", task.awaitsApproval() ? "still waiting for approval" : "still queued");
            case TaskState.Executing(var _, var phase) ->
                new Missing("unfinished", "still executing (" + phase.word() + ")");
        };
    }

    private static String why(String reason) {
        return switch (reason) {
            case "done_in_plan" -> "done already in the plan";
            case "needs_failed" -> "something that it needs failed";
            default -> reason.replace('_', ' ');
        };
    }

    /** Whether nobody may take it for a success. */
    default boolean isBad() {
        return switch (this) {
            case Failed _, Missing _ -> true;
            case Passed _, Skipped _ -> false;
        };
    }
}
