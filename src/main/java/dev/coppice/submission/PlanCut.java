package dev.coppice.submission;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes some batches out of a plan. Batches keep their positions; a need of what lies before the range is taken for met. */
final class PlanCut {

    private final Plan plan;
    private final BatchRange range;
    private final Map<TaskNumber, Integer> positions = new HashMap<>();

    /** What became of the cut. */
    sealed interface Result {

        record Cut(Plan plan) implements Result {}

        /** The range makes no sense for this plan; {@code field} is the request's name of the end that is wrong. */
        record Refused(String field, String reason) implements Result {}
    }

    PlanCut(Plan plan, BatchRange range) {
        this.plan = plan;
        this.range = range;
        plan.batches().forEach(batch -> batch.tasks().forEach(task -> positions.put(task.number(), batch.position())));
    }

    Result result() {
        if (range.equals(BatchRange.ALL)) {
            return new Result.Cut(plan);
        }
        return outside().or(this::unmetNeed).orElseGet(() -> new Result.Cut(cut()));
    }

    private Optional<Result> outside() {
        int last = plan.batches().size();
        if (range.first() > last) {
            return refused("start_batch", "start_batch is " + range.first() + ", but the plan has " + count(last));
        }
        return range.last().isPresent() && range.last().getAsInt() < range.first()
                ? refused("end_batch", "end_batch is before start_batch")
                : Optional.empty();
    }

    private static String count(int batches) {
        return batches + (batches == 1 ? " batch" : " batches");
    }

    private static Optional<Result> refused(String field, String reason) {
        return Optional.of(new Result.Refused(field, reason));
    }

    /** What the range needs of a batch after it can never be met. */
    private Optional<Result> unmetNeed() {
        return kept().flatMap(batch -> Stream.concat(neededBatches(batch), neededTasks(batch)))
                .findFirst()
                .flatMap(reason -> refused("end_batch", reason));
    }

    private Stream<String> neededBatches(Batch batch) {
        return batch.needs().stream()
                .filter(this::isAfter)
                .map(needed -> "batch " + batch.position() + " needs batch " + needed + ", which is after end_batch");
    }

    private Stream<String> neededTasks(Batch batch) {
        return batch.tasks().stream()
                .filter(task -> !task.done())
                .flatMap(task -> task.dependsOn().stream()
                        .filter(dependency -> dependency.kind() != Dependency.Kind.SHARED_FILE)
                        .filter(dependency -> isAfter(position(dependency)))
                        .map(dependency -> "task " + task.number() + " needs task " + dependency.on()
                                + ", which is in batch " + position(dependency) + ", after end_batch"));
    }

    private boolean isAfter(int position) {
        return !range.contains(position) && !range.isBefore(position);
    }

    private int position(Dependency dependency) {
        return Objects.requireNonNull(positions.get(dependency.on()));
    }

    private Stream<Batch> kept() {
        return plan.batches().stream().filter(batch -> range.contains(batch.position()));
    }

    private Plan cut() {
        return new Plan(
                plan.dialect(),
                plan.title(),
                plan.gate(),
                plan.context(),
                kept().map(this::cut).toList());
    }

    private Batch cut(Batch batch) {
        return new Batch(
                batch.position(),
                batch.number(),
                batch.title(),
                batch.phase(),
                batch.mode(),
                batch.needs().stream().filter(range::contains).toList(),
                batch.tasks().stream().map(this::cut).toList());
    }

    private PlannedTask cut(PlannedTask task) {
        List<Dependency> inside = task.dependsOn().stream()
                .filter(dependency -> range.contains(position(dependency)))
                .toList();
        return task.waitingFor(inside);
    }
}
