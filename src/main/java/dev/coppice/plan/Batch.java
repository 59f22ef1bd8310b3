package dev.coppice.plan;

import java.util.List;

/**
 * A group of tasks in the plan's order. Numbers may repeat (phases and batches) or be empty (tasks outside every
 * group), so a batch is known by its position, from 1; {@code needs} holds the positions of all batches that must be
 * completed before, directly or not.
 */
public record Batch(
        int position,
        String number,
        String title,
        String phase,
        BatchMode mode,
        List<Integer> needs,
        List<PlannedTask> tasks) {

    public Batch {
        needs = List.copyOf(needs);
        tasks = List.copyOf(tasks);
    }
}
