package dev.coppice.torture;

import dev.coppice.plan.Batch;
import dev.coppice.plan.BatchMode;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Verification;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** One execution, and what must become of it. */
record Submitted(ExecutionId id, List<Batch> batches, Map<String, Kind> kinds) {

    /** The number of the task that fails, in every wide execution. */
    static final String FAILING = "3.2";

    private static final int PER_BATCH = 5;

    /** Tasks whose landing can be caught, because hardly anything lands beside them, and one that is there when leases are lost. */
    static Submitted chain() {
        var kinds = Map.of("1.1", Kind.LONG, "1.2", Kind.LONG, "1.3", Kind.LINGER);
        var tasks = List.of(task("1.1", Kind.LONG), task("1.2", Kind.LONG, "1.1"), task("1.3", Kind.LINGER));
        return new Submitted(ExecutionId.random(), List.of(batch(1, List.of(), tasks)), kinds);
    }

    /** The second batch needs the first; the third needs none and is the one with failures. */
    static Submitted wide(Random random) {
        var kinds = new HashMap<String, Kind>();
        var batches = List.of(
                batch(1, List.of(), tasks(1, random, kinds)),
                batch(2, List.of(1), tasks(2, random, kinds)),
                batch(3, List.of(), tasks(3, random, kinds)));
        return new Submitted(ExecutionId.random(), batches, Map.copyOf(kinds));
    }

    private static List<PlannedTask> tasks(int batch, Random random, Map<String, Kind> kinds) {
        return IntStream.rangeClosed(1, PER_BATCH)
                .mapToObj(i -> {
                    var number = batch + "." + i;
                    var kind = number.equals(FAILING) ? Kind.FAIL : kind(random);
                    kinds.put(number, kind);
                    boolean waits = i > 3 || (i == 3 && random.nextBoolean());
                    return waits ? task(number, kind, batch + "." + (i - 2)) : task(number, kind);
                })
                .toList();
    }

    private static Kind kind(Random random) {
        int drawn = random.nextInt(20);
        return switch (drawn) {
            case 0 -> Kind.LONG;
            case 1, 2, 3 -> Kind.CHILD;
            case 4, 5 -> Kind.UNCHANGED;
            case 6, 7, 8 -> Kind.CHECKED;
            default -> Kind.CHANGE;
        };
    }

    private static Batch batch(int position, List<Integer> needs, List<PlannedTask> tasks) {
        var number = String.valueOf(position);
        return new Batch(position, number, "Batch " + number, "", BatchMode.PARALLEL, needs, tasks);
    }

    private static PlannedTask task(String number, Kind kind, String... parents) {
        return new PlannedTask(
                new TaskNumber(number),
                "Task " + number,
                1,
                false,
                List.of(),
                "kind: " + kind + "\n",
                List.of(),
                new Verification(kind.checks(), List.of()),
                "",
                List.of(parents).stream()
                        .map(parent -> new Dependency(new TaskNumber(parent), Dependency.Kind.HARD))
                        .toList(),
                Map.of());
    }

    Plan plan() {
        return new Plan("native", "Torture", batches);
    }

    /** The state in which each task must end. */
    Map<String, String> expected() {
        var states = new HashMap<String, String>();
        var failedBatches = new HashSet<Integer>();
        for (var batch : batches) {
            boolean lost = batch.needs().stream().anyMatch(failedBatches::contains);
            for (var task : batch.tasks()) {
                boolean needsFailed = lost
                        || task.parents().stream().anyMatch(parent -> !"completed".equals(states.get(parent.text())));
                var number = task.number().text();
                states.put(number, needsFailed ? "skipped" : kinds.get(number) == Kind.FAIL ? "failed" : "completed");
            }
            if (batch.tasks().stream()
                    .anyMatch(
                            task -> !"completed".equals(states.get(task.number().text())))) {
                failedBatches.add(batch.position());
            }
        }
        return states;
    }
}
