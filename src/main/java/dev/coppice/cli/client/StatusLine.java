package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.OneLine;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in a line how an execution stands. */
final class StatusLine {

    private StatusLine() {}

    /** As in "exec_1fed9d0dc78c paused (budget_spent): 2 of 3 tasks completed, 1 failed, 0.25 USD, sample.md". */
    static String of(JsonNode status, Look look) {
        var facts = Stream.of(
                        status.path("tasks_completed").asInt() + " of "
                                + status.path("tasks_total").asInt() + " tasks completed",
                        count(status, "tasks_executing", "executing"),
                        count(status, "tasks_failed", "failed"),
                        count(status, "tasks_skipped", "skipped"),
                        waiting(status.path("awaiting_approval").size()),
                        count(status, "tasks_cancelled", "cancelled"),
                        Fields.cost(status),
                        Fields.text(status, "plan"))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
        return OneLine.of(Fields.text(status, "execution_id")) + " " + look.state(OneLine.of(standing(status))) + ": "
                + OneLine.of(facts);
    }

    private static String standing(JsonNode status) {
        boolean isBeingCancelled = status.path("cancel_requested").asBoolean()
                && !Fields.text(status, "status").equals("cancelled");
        var reason = Fields.text(status, "pause_reason");
        return Fields.text(status, "status")
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (isBeingCancelled ? " (being cancelled)" : "");
    }

    private static String waiting(int tasks) {
        return tasks == 0 ? "" : tasks + " waiting for approval";
    }

    private static String count(JsonNode status, String field, String words) {
        int count = status.path(field).asInt();
        return count == 0 ? "" : count + " " + words;
    }
}
