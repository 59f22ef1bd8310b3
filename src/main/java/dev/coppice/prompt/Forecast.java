package dev.coppice.prompt;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which deliveries a task will be told of, as far as the plan alone can say; the queue chooses by the same rules once there are any. */
public final class Forecast {

    private final Plan plan;
    private final PlannedTask task;
    private final Map<TaskNumber, PlannedTask> byNumber = new HashMap<>();
    private final Map<TaskNumber, Integer> places = new HashMap<>();
    private final Map<TaskNumber, Integer> positions = new HashMap<>();

    private Forecast(Plan plan, PlannedTask task) {
        this.plan = plan;
        this.task = task;
        for (Batch batch : plan.batches()) {
            for (PlannedTask one : batch.tasks()) {
                byNumber.put(one.number(), one);
                places.put(one.number(), places.size());
                positions.put(one.number(), batch.position());
            }
        }
    }

    /** Of one task of the plan. */
    public static Delivered of(Plan plan, PlannedTask task) {
        return new Forecast(plan, task).delivered();
    }

    private Delivered delivered() {
        var all = new HashSet<>(before());
        var needed = neededBatches();
        plan.batches().stream()
                .filter(batch -> needed.contains(batch.position()))
                .forEach(batch -> batch.tasks().forEach(one -> all.add(one.number())));
        var nearest = all.stream()
                .sorted(byNearness())
                .limit(Delivered.MOST_TASKS)
                .sorted(Comparator.comparingInt(this::place))
                .map(number -> delivery(Objects.requireNonNull(byNumber.get(number))))
                .toList();
        return new Delivered(nearest, all.size() - nearest.size());
    }

    private Set<TaskNumber> before() {
        var found = new HashSet<TaskNumber>();
        var open = new ArrayDeque<>(task.parents());
        while (!open.isEmpty()) {
            var next = open.pop();
            var planned = byNumber.get(next);
            if (planned != null && found.add(next)) {
                open.addAll(planned.parents());
            }
        }
        return found;
    }

    private Set<Integer> neededBatches() {
        return plan.batches().stream()
                .filter(batch -> batch.position() == position(task.number()))
                .flatMap(batch -> batch.needs().stream())
                .collect(Collectors.toSet());
    }

    private Comparator<TaskNumber> byNearness() {
        var parents = new HashSet<>(task.parents());
        return Comparator.<TaskNumber, Boolean>comparing(parents::contains)
                .thenComparingInt(this::position)
                .thenComparingInt(this::place)
                .reversed();
    }

    private int place(TaskNumber number) {
        return places.getOrDefault(number, 0);
    }

    private int position(TaskNumber number) {
        return positions.getOrDefault(number, 0);
    }

    private static Delivery delivery(PlannedTask one) {
        return one.done()
                ? new Delivery.DoneBefore(one.number(), one.title())
                : new Delivery.Awaited(one.number(), one.title());
    }
}
