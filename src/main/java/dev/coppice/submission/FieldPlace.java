package dev.coppice.submission;

import dev.coppice.plan.PlannedTask;
import java.util.List;
import java.util.Locale;

/** Where a task's field stands in the plan's text, or else the task; both numbers start at 1. */
record FieldPlace(int line, int column) {

    /** Looked for from the task's head on, as far as its body goes; a batch's own field stands before, and is told by the task's line. */
    static FieldPlace of(PlanRequest request, PlannedTask task, String label, String value) {
        List<String> lines = request.planText().lines().toList();
        long last = Math.min(lines.size(), task.line() + task.body().lines().count());
        for (int line = task.line(); line <= last; line++) {
            var text = lines.get(line - 1);
            if (names(text, label) && text.contains(value)) {
                return new FieldPlace(line, 1 + text.lastIndexOf(value));
            }
        }
        return new FieldPlace(task.line(), 1);
    }

    /** As a field, or as a row of a table, whose head has the label. */
    private static boolean names(String line, String label) {
        return line.toLowerCase(Locale.ROOT).contains("**" + label)
                || line.strip().startsWith("|");
    }
}
