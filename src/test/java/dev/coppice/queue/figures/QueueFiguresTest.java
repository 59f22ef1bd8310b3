package dev.coppice.queue.figures;

import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.by;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.figures.QueueFigures.ExecutionsInState;
import dev.coppice.queue.figures.QueueFigures.Held;
import dev.coppice.queue.figures.QueueFigures.Phases;
import dev.coppice.queue.figures.QueueFigures.TasksOfAgent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Only of the executions of one repository, so that others of the same database do not count. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueueFiguresTest {

    @Inject
    QueueFigures figures;

    @Inject
    TestQueue queue;

    @Inject
    Steering steering;

    private final Path repository = Path.of("/repositories/" + UUID.randomUUID());
    private final Optional<List<String>> within = Optional.of(List.of(String.valueOf(repository.getFileName())));

    private TestQueue.Running submit(dev.coppice.plan.Plan plan) {
        return queue.submit(TestQueue.newExecution(plan, TestQueue.home(), repository));
    }

    @Test
    void tasksAreCountedByAgentAndByWhatTheyDo() {
        var running = submit(plan().batch(
                        List.of(),
                        task("1.1"),
                        task("1.2"),
                        task("1.3", "1.1"),
                        by("claude", "", task("1.4")),
                        approved(task("1.5")))
                .batch(List.of(1), task("2.1"))
                .build());
        var lease = queue.claimOne(running);
        queue.change("update attempt set phase = 'verifying' where task_id = "
                + lease.task().value());
        queue.change(
                "update task set run_at = clock_timestamp() - interval '1 hour', admitted_at = run_at - interval '1 hour' where state = 'queued' and execution_id = '"
                        + running.id() + "'");

        var tasks = figures.tasks(within);

        assertThat(tasks).extracting(TasksOfAgent::agent).containsExactly("claude", "shell");
        var shell = tasks.getLast();
        assertThat(shell)
                .isEqualTo(new TasksOfAgent("shell", 4, 2, 1, 1, 1, new Phases(0, 0, 1, 0), shell.oldestSeconds()));
        assertThat(shell.oldestSeconds().orElseThrow()).isBetween(3600.0, 7200.0);
        assertThat(figures.leases(within)).isEqualTo(new Held(1, 0));
        queue.expire(lease);
        assertThat(figures.leases(within)).isEqualTo(new Held(1, 1));
    }

    @Test
    void whatIsAtItsEndDoesNotCountHoweverMuchItIs() {
        IntStream.range(0, 30)
                .forEach(_ -> steering.cancel(
                        submit(PlanDraft.of(task("1.1"), task("1.2"))).id()));
        assertThat(figures.tasks(within)).isEmpty();
        assertThat(figures.executions(within)).isEmpty();

        var paused = submit(PlanDraft.of(task("1.1")));
        steering.pause(paused.id(), "requested");
        submit(PlanDraft.of(task("1.1")));
        submit(PlanDraft.of(task("1.1")));

        assertThat(figures.executions(within))
                .containsExactlyInAnyOrder(new ExecutionsInState("queued", 2), new ExecutionsInState("paused", 1));
        assertThat(figures.tasks(within)).extracting(TasksOfAgent::admitted).containsExactly(2);
        assertThat(figures.leases(within)).isEqualTo(new Held(0, 0));
        assertThat(figures.tasks(Optional.empty())).isNotEmpty();
    }
}
