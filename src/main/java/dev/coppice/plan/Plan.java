package dev.coppice.plan;

import java.util.List;

/** A plan: its batches in the order of the document, and the dialect it was read as. */
public record Plan(String dialect, String title, List<Batch> batches) {

    public Plan {
        batches = List.copyOf(batches);
    }

    /** All tasks in the order of the document. */
    public List<PlannedTask> tasks() {
        return batches.stream().flatMap(batch -> batch.tasks().stream()).toList();
    }
}
