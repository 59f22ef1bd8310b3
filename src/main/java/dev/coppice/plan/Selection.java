package dev.coppice.plan;

import dev.coppice.task.TaskNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts of a plan in somebody's words, each a task's number ({@code 3.1}), a batch's position ({@code batch:2}) or {@code all}. What there is
 * not in a plan is found by {@link #objection}.
 */
public record Selection(List<String> words) {

    /** No part at all. */
    public static final Selection NONE = new Selection(List.of());

    private static final String ALL = "all";
    private static final String BATCH = "batch:";

    public Selection {
        words = List.copyOf(words);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The first word that names nothing in the plan. */
    public Optional<String> objection(Plan plan) {
        var known = plan.batches().stream()
                .flatMap(batch -> Stream.concat(
                        Stream.of(BATCH + batch.position()),
                        batch.tasks().stream().map(task -> task.number().text())))
                .collect(Collectors.toSet());
        return words.stream()
                .filter(word -> !word.equals(ALL) && !known.contains(word))
                .findFirst()
                .map(word ->
                        "'" + word + "' names nothing in the plan; a task is named as 3.1, a batch by its position as "
                                + BATCH + "2, and all of them as " + ALL);
    }

    /** Whether it names this task, or the batch at this position, which has it. */
    public boolean includes(int batch, TaskNumber task) {
        return includes(Set.copyOf(words), batch, task);
    }

    /** The plan in which a person is to approve these parts, besides those for which it says so itself. */
    public Plan requiringApproval(Plan plan) {
        var chosen = Set.copyOf(words);
        return new Plan(
                plan.dialect(),
                plan.title(),
                plan.gate(),
                plan.context(),
                plan.batches().stream()
                        .map(batch -> requiringApproval(batch, chosen))
                        .toList());
    }

    private static Batch requiringApproval(Batch batch, Set<String> chosen) {
        return new Batch(
                batch.position(),
                batch.number(),
                batch.title(),
                batch.phase(),
                batch.mode(),
                batch.needs(),
                batch.tasks().stream()
                        .map(task -> !task.done() && includes(chosen, batch.position(), task.number())
                                ? task.requiringApproval()
                                : task)
                        .toList());
    }

    private static boolean includes(Set<String> chosen, int batch, TaskNumber task) {
        return chosen.contains(ALL) || chosen.contains(BATCH + batch) || chosen.contains(task.text());
    }
}
