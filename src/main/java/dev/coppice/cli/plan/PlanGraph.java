package dev.coppice.cli.plan;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a graph: batches with their tasks, what each task waits for, and which batches each batch waits for directly. Its names of
 * tasks and batches are made of positions, because what a plan calls them may be anything.
 */
record PlanGraph(Plan plan) {

    /** One arrow; a dotted one is an order that only spares a conflict. */
    record Arrow(String from, String to, boolean isDotted) {}

    String batch(Batch batch) {
        return "b" + batch.position();
    }

    /** The tasks of a batch by their names, in the plan's order. */
    Map<String, PlannedTask> tasks(Batch batch) {
        var names = new LinkedHashMap<String, PlannedTask>();
        batch.tasks().forEach(task -> names.put(batch(batch) + "t" + (names.size() + 1), task));
        return names;
    }

    static String title(Batch batch) {
        var name = (batch.number() + " " + batch.title()).strip();
        return batch.phase().isEmpty() ? name : batch.phase() + " / " + name;
    }

    List<Arrow> arrowsOfTasks() {
        var names = new HashMap<TaskNumber, String>();
        plan.batches().forEach(batch -> tasks(batch).forEach((name, task) -> names.putIfAbsent(task.number(), name)));
        var arrows = new ArrayList<Arrow>();
        plan.batches()
                .forEach(batch -> tasks(batch)
                        .forEach((name, task) -> task.dependsOn().stream()
                                .filter(dependency -> names.containsKey(dependency.on()))
                                .map(dependency -> new Arrow(
                                        names.getOrDefault(dependency.on(), ""),
                                        name,
                                        dependency.kind() == Dependency.Kind.SHARED_FILE))
                                .distinct()
                                .forEach(arrows::add)));
        return arrows;
    }

    /** Only from the last batches waited for: those before them are understood. */
    List<Arrow> arrowsOfBatches() {
        return plan.batches().stream()
                .flatMap(batch ->
                        lastNeeds(plan, batch).stream().map(needed -> new Arrow("b" + needed, batch(batch), false)))
                .toList();
    }

    /** The positions of the batches that a batch waits for, without those that these wait for themselves. */
    static List<Integer> lastNeeds(Plan plan, Batch batch) {
        return batch.needs().stream()
                .filter(needed -> batch.needs().stream()
                        .noneMatch(
                                other -> plan.batches().get(other - 1).needs().contains(needed)))
                .toList();
    }
}
