package dev.coppice.queue;

import dev.coppice.plan.Batch;
import dev.coppice.plan.BatchMode;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.Dependency.Kind;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Script;
import dev.coppice.plan.Verification;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A plan for tests, written down batch by batch. */
public final class PlanDraft {

    private final List<Batch> batches = new ArrayList<>();

    public static PlanDraft plan() {
        return new PlanDraft();
    }

    /** One batch without needs. */
    public static Plan of(PlannedTask... tasks) {
        return plan().batch(List.of(), tasks).build();
    }

    public PlanDraft batch(List<Integer> needs, PlannedTask... tasks) {
        int position = batches.size() + 1;
        batches.add(new Batch(
                position,
                String.valueOf(position),
                "Batch " + position,
                "",
                BatchMode.PARALLEL,
                needs,
                List.of(tasks)));
        return this;
    }

    public Plan build() {
        return new Plan("native", "A plan", batches);
    }

    public static PlannedTask task(String number, String... parents) {
        return task(
                number,
                false,
                Stream.of(parents)
                        .map(parent -> new Dependency(new TaskNumber(parent), Kind.HARD))
                        .toList());
    }

    /** One whose plan names its agent and model. */
    public static PlannedTask by(String agent, String model, PlannedTask task) {
        return new PlannedTask(
                task.number(),
                task.title(),
                task.line(),
                task.done(),
                task.files(),
                task.body(),
                task.scripts(),
                task.verification(),
                task.commitMessage(),
                task.dependsOn(),
                Map.of("agent", "`" + agent + "`", "Model", model));
    }

    /** One that a person is to approve. */
    public static PlannedTask approved(PlannedTask task) {
        return new PlannedTask(
                task.number(),
                task.title(),
                task.line(),
                task.done(),
                task.files(),
                task.body(),
                task.scripts(),
                task.verification(),
                task.commitMessage(),
                task.dependsOn(),
                Map.of("Approval", "required"));
    }

    public static PlannedTask done(String number, String... parents) {
        var task = task(number, parents);
        return task(number, true, task.dependsOn());
    }

    /** A task that only has to come after another one, because both change a file. */
    public static PlannedTask after(String parent, String number) {
        return task(number, false, List.of(new Dependency(new TaskNumber(parent), Kind.SHARED_FILE)));
    }

    private static PlannedTask task(String number, boolean done, List<Dependency> dependsOn) {
        var labels = new LinkedHashMap<>(Map.of("Zebra", "1"));
        labels.put("Ant", "2");
        return new PlannedTask(
                new TaskNumber(number),
                "Task \"" + number + "\" äöü 🌳",
                7,
                done,
                List.of(),
                "body of " + number,
                List.of(new Script("sh", "echo hi\n")),
                new Verification(List.of("true"), List.of("looks good")),
                "",
                dependsOn,
                labels);
    }
}
