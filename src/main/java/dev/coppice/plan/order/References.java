package dev.coppice.plan.order;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.head.NumberKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up what a dependency names among the tasks and groups of the plan. */
public final class References {

    private final Structure structure;
    private final Map<NumberKey, DraftTask> tasks = new HashMap<>();

    public References(Structure structure) {
        this.structure = structure;
        structure.tasks.forEach(task -> tasks.putIfAbsent(task.key(), task));
    }

    /** What a reference names: tasks, or batches, or nothing that exists. */
    public sealed interface Named {
        record Tasks(List<DraftTask> tasks) implements Named {}

        record Batches(List<DraftGroup> batches) implements Named {}

        record Unknown(String what) implements Named {}
    }

    public Named one(String kind, String number) {
        if (!kind.isEmpty() && !kind.equals("task")) {
            List<DraftGroup> groups = groups(kind, number);
            if (!groups.isEmpty()) {
                return new Named.Batches(groups);
            }
        }
        // "Batch 1 and 2.1": the word reaches only as far as there are such groups.
        Optional<DraftTask> task = task(number);
        if (task.isPresent()
                && (kind.isEmpty() || kind.equals("task") || task.get().key().isDotted())) {
            return new Named.Tasks(List.of(task.get()));
        }
        return new Named.Unknown((kind.isEmpty() ? "task" : kind) + " " + number);
    }

    public Named range(String kind, String from, String to) {
        if (!kind.isEmpty() && !kind.equals("task")) {
            return groupRange(kind, from, to);
        }
        for (String end : List.of(from, to)) {
            if (task(end).isEmpty()) {
                return new Named.Unknown("task " + end);
            }
        }
        NumberKey low = task(from).orElseThrow().key();
        NumberKey high = task(to).orElseThrow().key();
        List<DraftTask> within = tasks.values().stream()
                .filter(task -> task.key().compareTo(low) >= 0 && task.key().compareTo(high) <= 0)
                .toList();
        return within.isEmpty() ? new Named.Unknown("range " + from + " to " + to) : new Named.Tasks(inOrder(within));
    }

    private Named groupRange(String kind, String from, String to) {
        NumberKey low = NumberKey.of(from);
        NumberKey high = NumberKey.of(to);
        List<DraftGroup> within = structure.groups.stream()
                .filter(group -> group.kind.equalsIgnoreCase(kind))
                .filter(group -> group.key().compareTo(low) >= 0 && group.key().compareTo(high) <= 0)
                .flatMap(group -> batchesOf(group).stream())
                .distinct()
                .toList();
        return within.isEmpty() ? new Named.Unknown(kind + " " + from + " to " + to) : new Named.Batches(within);
    }

    public Named under(String number) {
        NumberKey key = NumberKey.of(number);
        List<DraftTask> within =
                structure.tasks.stream().filter(task -> task.key().isUnder(key)).toList();
        return within.isEmpty() ? new Named.Unknown("task " + number + ".x") : new Named.Tasks(within);
    }

    /** The batches with a number, whatever their kind, for a number that no task has. */
    public List<DraftGroup> groups(String kind, String number) {
        NumberKey key = NumberKey.of(number);
        List<DraftGroup> same = structure.groups.stream()
                .filter(group -> group.key().equals(key))
                .toList();
        List<DraftGroup> exact =
                same.stream().filter(group -> group.kind.equalsIgnoreCase(kind)).toList();
        // "Batch 2" in a plan of waves: the words are used loosely, but two candidates would be a guess.
        List<DraftGroup> chosen = exact.isEmpty() && same.size() == 1 ? same : exact;
        return chosen.stream()
                .flatMap(group -> batchesOf(group).stream())
                .distinct()
                .toList();
    }

    /** The batches that a group stands for: itself, and those inside it. */
    public List<DraftGroup> batchesOf(DraftGroup group) {
        return structure.batches().stream()
                .filter(batch -> isInside(batch, group))
                .toList();
    }

    private static boolean isInside(DraftGroup batch, DraftGroup group) {
        for (DraftGroup outer = batch; outer != null; outer = outer.outer) {
            if (outer == group) {
                return true;
            }
        }
        return false;
    }

    /** "T1.1" is task 1.1 unless a task is called T1.1. */
    private Optional<DraftTask> task(String number) {
        DraftTask exact = tasks.get(NumberKey.of(number));
        return exact != null || !number.matches("[Tt][0-9].*")
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(tasks.get(NumberKey.of(number.substring(1))));
    }

    private static List<DraftTask> inOrder(List<DraftTask> tasks) {
        List<DraftTask> sorted = new ArrayList<>(tasks);
        sorted.sort(Comparator.comparingInt(task -> task.line));
        return sorted;
    }
}
