package dev.coppice.plan;

import java.util.List;

/**
 * A plan: its batches in the order of the document, and the dialect it was read as.
 *
 * @param gate shell commands that must pass on every commit of the result
 */
public record Plan(String dialect, String title, List<String> gate, List<Batch> batches) {

    public Plan {
        gate = List.copyOf(gate);
        batches = List.copyOf(batches);
    }

    /** Without a gate. */
    public Plan(String dialect, String title, List<Batch> batches) {
        this(dialect, title, List.of(), batches);
    }

    /** All tasks in the order of the document. */
    public List<PlannedTask> tasks() {
        return batches.stream().flatMap(batch -> batch.tasks().stream()).toList();
    }
}
