package dev.coppice.plan;

import java.util.List;

/**
 * A plan: its batches in the order of the document, and the dialect it was read as.
 *
 * @param gate shell commands that must pass on every commit of the result
 * @param report how its source was read
 * @param context what it says of the whole before its first batch, of bounded length; "" if nothing
 */
public record Plan(
        String dialect, String title, List<String> gate, String context, List<Batch> batches, PlanReport report) {

    public Plan {
        gate = List.copyOf(gate);
        batches = List.copyOf(batches);
    }

    /** Without a source. */
    public Plan(String dialect, String title, List<String> gate, String context, List<Batch> batches) {
        this(dialect, title, gate, context, batches, PlanReport.NONE);
    }

    /** Without a gate, and nothing said of the whole. */
    public Plan(String dialect, String title, List<Batch> batches) {
        this(dialect, title, List.of(), "", batches);
    }

    /** All tasks in the order of the document. */
    public List<PlannedTask> tasks() {
        return batches.stream().flatMap(batch -> batch.tasks().stream()).toList();
    }
}
