package dev.coppice.cli.plan;

import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a plan that was written anew reads otherwise than the one that it was made from.
 *
 * @param numbers what the new one calls a task of the old one
 */
record PlanDifferences(Plan before, Plan after, Function<TaskNumber, String> numbers) {

    /** What would be done otherwise, or in another order; empty if nothing. */
    List<String> grave() {
        var found = new ArrayList<String>();
        if (before.batches().size() != after.batches().size()
                || before.tasks().size() != after.tasks().size()) {
            return List.of("it has " + after.tasks().size() + " tasks in "
                    + after.batches().size() + " batches instead of "
                    + before.tasks().size() + " in " + before.batches().size());
        }
        for (int i = 0; i < before.batches().size(); i++) {
            var old = before.batches().get(i);
            var other = after.batches().get(i);
            if (!old.needs().equals(other.needs())
                    || old.mode() != other.mode()
                    || old.tasks().size() != other.tasks().size()) {
                found.add("batch [" + old.position() + "] waits for other batches, or has other tasks");
            }
        }
        if (!before.gate().equals(after.gate())) {
            found.add("its gate");
        }
        compare((old, other) -> {
            if (!numbers.apply(old.number()).equals(other.number().text())
                    || old.done() != other.done()
                    || !parents(old)
                            .equals(other.parents().stream()
                                    .map(TaskNumber::text)
                                    .collect(Collectors.toSet()))) {
                found.add("task " + old.number() + " is not the same, or waits for others");
            }
        });
        return List.copyOf(found);
    }

    /** What is told otherwise. */
    List<String> slight() {
        var found = new ArrayList<String>();
        compare((old, other) -> {
            note(found, old, "its title", !old.title().equals(other.title()));
            note(found, old, "its files", !old.files().equals(other.files()));
            note(found, old, "its verification", !old.verification().equals(other.verification()));
            note(found, old, "its scripts", !old.scripts().equals(other.scripts()));
            note(found, old, "its commit message", !old.commitMessage().equals(other.commitMessage()));
            note(found, old, "its other fields", !old.labels().equals(other.labels()));
        });
        return List.copyOf(found);
    }

    private static void note(List<String> found, PlannedTask task, String what, boolean differs) {
        if (differs) {
            found.add("task " + task.number() + ": " + what);
        }
    }

    private Set<String> parents(PlannedTask task) {
        return task.parents().stream().map(numbers).collect(Collectors.toSet());
    }

    private void compare(BiConsumer<PlannedTask, PlannedTask> comparison) {
        var old = before.tasks();
        var others = after.tasks();
        for (int i = 0; i < Math.min(old.size(), others.size()); i++) {
            comparison.accept(old.get(i), others.get(i));
        }
    }
}
