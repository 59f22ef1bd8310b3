package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.plan.Batch;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as people like to see it: batches, tasks, and what each one waits for. */
record PlanTree(Plan plan) {

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(OneLine.of(plan.title())).append('\n');
        text.append(plan.dialect().isEmpty() ? "not read" : "read as " + plan.dialect());
        text.append(": ").append(count(plan.tasks().size(), "task"));
        text.append(" in ").append(count(plan.batches().size(), "batch")).append('\n');
        plan.gate()
                .forEach(command ->
                        text.append("gate: ").append(OneLine.of(command)).append('\n'));
        plan.batches().forEach(batch -> append(text, batch));
        return text.toString();
    }

    private void append(StringBuilder text, Batch batch) {
        text.append("\n[").append(batch.position()).append("] ");
        if (!batch.phase().isEmpty()) {
            text.append(OneLine.of(batch.phase())).append(" / ");
        }
        text.append(OneLine.of((batch.number() + " " + batch.title()).strip()));
        text.append("  (").append(batch.mode().word()).append(after(batch)).append(")\n");
        batch.tasks().forEach(task -> append(text, task));
    }

    /** Only the last batches waited for: those before them are understood. */
    private String after(Batch batch) {
        List<Integer> last = PlanGraph.lastNeeds(plan, batch);
        return last.isEmpty()
                ? ""
                : last.stream().map(position -> "[" + position + "]").collect(Collectors.joining(" ", ", after ", ""));
    }

    private static void append(StringBuilder text, PlannedTask task) {
        text.append("    ").append(task.number()).append("  ").append(OneLine.of(task.title()));
        text.append(task.done() ? "  (done)" : "").append(task.needsApproval() ? "  (approval required)" : "");
        if (!task.dependsOn().isEmpty()) {
            text.append("  <- ")
                    .append(task.dependsOn().stream().map(PlanTree::edge).collect(Collectors.joining(", ")));
        }
        text.append('\n');
    }

    private static String edge(Dependency dependency) {
        return dependency.on()
                + switch (dependency.kind()) {
                    case HARD -> "";
                    case SEQUENCE -> " (sequence)";
                    case SHARED_FILE -> " (same file)";
                };
    }

    private static String count(int number, String what) {
        String plural = what.endsWith("h") ? what + "es" : what + "s";
        return number + " " + (number == 1 ? what : plural);
    }
}
