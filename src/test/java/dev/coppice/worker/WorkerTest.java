package dev.coppice.worker;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.queue.Steering;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker on a real queue, a real repository and real processes, within one JVM. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WorkerTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Inject
    Worker worker;

    @Inject
    Submission submission;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    @Inject
    OwnFolder own;

    @Inject
    WorkerRegistry registry;

    private GitRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        Files.writeString(folder.resolve("README.md"), "# Sample\n");
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=A User", "-c", "user.email=user@example.org", "commit", "-qm", "Begin");
        repository = ((Opening.Opened) GitRepository.open(folder)).repository();
    }

    @AfterEach
    void endWhatRuns() {
        worker.drain(LONG_ENOUGH);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private ExecutionId start(String agent) {
        return start(agent, _ -> {});
    }

    /** Joins the workers first, without a slot, so that something may happen to this one before the tasks are there. */
    private ExecutionId start(String agent, Consumer<WorkerId> before) {
        var self = WorkerId.random();
        worker.start(new Scope.OwnExecution(ExecutionId.random()), self, new HomeId(own.id()), 1);
        before.accept(self);
        var home = new HomeId(own.id());
        var plan =
                "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n\n### Task 1.2: After\n\n**Depends on:** Task 1.1\n\nDo it too.\n";
        var settings = new ExecutionSettings("command", List.of("sh", "-c", agent), "host", Duration.ofMinutes(5), 2);
        var submitted = TestRequest.in(repository.topLevel(), home)
                .plan(plan)
                .settings(settings)
                .submitTo(submission);
        var execution = ((Submitted.Queued) submitted).execution();
        worker.start(new Scope.OwnExecution(execution), self, home, 2);
        return execution;
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    private TaskState first(ExecutionId execution) {
        return status(execution).tasks().getFirst().state();
    }

    @Test
    void dependentsStartOnTheResultThatHoldsWhatTheyNeed() {
        var execution = start("test $COPPICE_TASK = 1.1 || test -f 1.1; touch $COPPICE_TASK");

        await().until(() -> status(execution).state().isFinal());

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(repository.resolve(new ExecutionRefs(execution).result().name()))
                .contains(status(execution).resultTip());
    }

    @Test
    void aCancelReachesTheRunningAgentWithTheNextHeartbeat() {
        var execution = start("sleep 600");
        await().until(() ->
                first(execution) instanceof TaskState.Executing(var _, Phase phase) && phase == Phase.RUNNING);

        steering.cancel(execution);

        await().until(() -> status(execution).state().isFinal());
        assertThat(status(execution).tasks()).allMatch(task -> task.state() instanceof TaskState.Cancelled);
    }

    @Test
    void aWorkerThatWasAskedToDrainClaimsNothingUntilThatIsTakenBack() {
        var execution = start("touch $COPPICE_TASK", self -> {
            registry.requestDrain(self, true);
            await().until(worker::isDraining);
        });

        worker.poll();
        assertThat(first(execution)).isEqualTo(new TaskState.Queued(0));

        registry.all().forEach(seen -> registry.requestDrain(seen.id(), false));
        await().until(() -> status(execution).state().isFinal());
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void aDrainGivesTheTaskBackWithItsWorkKeptAndNothingCounted() {
        var execution = start("echo half > half.txt; sleep 600");
        await().until(() -> first(execution) instanceof TaskState.Executing(var _, Phase phase)
                && phase == Phase.RUNNING
                && !status(execution).tasks().getFirst().attempts().isEmpty());

        var drained = worker.drain(LONG_ENOUGH);

        assertThat(drained).isTrue();
        assertThat(first(execution)).isEqualTo(new TaskState.Queued(0));
        assertThat(status(execution).tasks().getFirst().attempts().getFirst().state())
                .isEqualTo("released");
    }
}
