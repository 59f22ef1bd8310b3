package dev.coppice.cli.plan;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks of a plan could run side by side: the step of a task comes after those of all that it waits for. Done tasks take no step.
 */
final class WorkOrder {

    private final Plan plan;
    private final Map<TaskNumber, Integer> steps = new HashMap<>();

    WorkOrder(Plan plan) {
        this.plan = plan;
    }

    /** The tasks of each step; what is in a cycle has none, and neither has what waits for that. */
    List<List<PlannedTask>> steps() {
        var ends = new HashMap<Integer, Integer>();
        boolean hasMore = true;
        while (hasMore) {
            hasMore = false;
            for (Batch batch : plan.batches()) {
                hasMore |= advance(batch, ends);
            }
        }
        var ordered = new ArrayList<List<PlannedTask>>();
        for (PlannedTask task : plan.tasks()) {
            int step = task.done() ? 0 : steps.getOrDefault(task.number(), 0);
            while (ordered.size() < step) {
                ordered.add(new ArrayList<>());
            }
            if (step > 0) {
                ordered.get(step - 1).add(task);
            }
        }
        return ordered;
    }

    /** Whether a step became known of a task or of the batch's end. */
    private boolean advance(Batch batch, Map<Integer, Integer> ends) {
        if (ends.containsKey(batch.position()) || !batch.needs().stream().allMatch(ends::containsKey)) {
            return false;
        }
        int before = batch.needs().stream().mapToInt(ends::get).max().orElse(0);
        boolean isNews = false;
        for (PlannedTask task : batch.tasks()) {
            if (!steps.containsKey(task.number()) && task.parents().stream().allMatch(steps::containsKey)) {
                int after = task.parents().stream().mapToInt(steps::get).max().orElse(0);
                steps.put(task.number(), Math.max(before, after) + (task.done() ? 0 : 1));
                isNews = true;
            }
        }
        if (batch.tasks().stream().allMatch(task -> steps.containsKey(task.number()))) {
            int last = batch.tasks().stream()
                    .mapToInt(task -> steps.getOrDefault(task.number(), 0))
                    .max()
                    .orElse(0);
            ends.put(batch.position(), Math.max(before, last));
            isNews = true;
        }
        return isNews;
    }
}
