package dev.coppice.bench;

import dev.coppice.plan.Batch;
import dev.coppice.plan.BatchMode;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Verification;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.NewExecution;
import dev.coppice.queue.Scheduling;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Executions of independent tasks of which nothing but their rows in the queue is wanted. */
final class NoOpPlans {

    static final String AGENT = "shell";

    private NoOpPlans() {}

    static NewExecution execution(HomeId home, int tasks) {
        return execution(home, Path.of("/repositories/bench"), new CommitId("0".repeat(40)), tasks);
    }

    static NewExecution execution(HomeId home, Path repository, CommitId base, int tasks) {
        return new NewExecution(
                ExecutionId.random(),
                repository,
                ExecutionMode.WORKTREE,
                "bench.md",
                plan(tasks),
                "",
                "hash",
                base,
                Publishing.none(),
                new ExecutionSettings(AGENT, List.of(), "host", Duration.ofMinutes(30), Drain.SLOTS),
                home,
                Driver.SERVICE,
                Scheduling.usual(),
                Optional.empty(),
                List.of());
    }

    private static Plan plan(int tasks) {
        var numbered = IntStream.rangeClosed(1, tasks).mapToObj(NoOpPlans::task).toList();
        return new Plan(
                "native", "Bench", List.of(new Batch(1, "1", "Bench", "", BatchMode.PARALLEL, List.of(), numbered)));
    }

    private static PlannedTask task(int number) {
        return new PlannedTask(
                new TaskNumber("1." + number),
                "Number " + number,
                number,
                false,
                List.of(),
                "",
                List.of(),
                Verification.none(),
                "",
                List.of(),
                Map.of());
    }
}
