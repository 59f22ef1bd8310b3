package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.Plan;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState.Queued;
import dev.coppice.task.TaskState.Skipped;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SubmissionTest {

    @Inject
    TestQueue queue;

    @Inject
    Executions executions;

    @Inject
    Claims claims;

    @Test
    void aSubmittedPlanIsFoundAgainExactly() {
        var submitted = TestQueue.newExecution(PlanDraft.of(task("1.1")), TestQueue.home());
        executions.submit(submitted);

        var found = executions.find(submitted.id()).orElseThrow();

        assertThat(found.state()).isEqualTo(ExecutionState.QUEUED);
        assertThat(found.plan().text()).isEqualTo("# A plan\r\n");
        assertThat(found.settings()).isEqualTo(submitted.settings());
        assertThat(found.resultTip()).isEqualTo(TestQueue.BASE);
        assertThat(found.tasks().getFirst().title()).isEqualTo("Task \"1.1\" äöü 🌳");
        assertThat(executions
                        .newest(submitted.repository(), "hash")
                        .orElseThrow()
                        .id())
                .isEqualTo(submitted.id());
        assertThat(executions.unfinishedRuns(submitted.home())).containsExactly(submitted.id());
        assertThat(executions.list(100)).extracting(ExecutionSummary::id).contains(submitted.id());
    }

    @Test
    void aPlannedTaskSurvivesItsStorageUnchanged() {
        var planned = task("1.1");
        var running = queue.submit(PlanDraft.of(planned));

        var work = claims.work(queue.claimOne(running));

        assertThat(work.task()).isEqualTo(planned);
        assertThat(work.task().labels().keySet()).containsExactly("Zebra", "Ant");
    }

    @Test
    void aTaskWaitsForItsParentsAndItsBatchesNeeds() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), after("1.1", "1.3"))
                .batch(List.of(1), task("2.1"))
                .batch(List.of(1, 2), task("3.1"))
                .build());

        assertThat(queue.taskState(running, "1.2")).isEqualTo(new Queued(1));
        assertThat(queue.task(running, "1.2").waitsFor()).containsExactly(new TaskNumber("1.1"));
        assertThat(queue.task(running, "1.3").waitsFor()).containsExactly(new TaskNumber("1.1"));
        assertThat(queue.taskState(running, "3.1")).isEqualTo(new Queued(2));
        assertThat(queue.task(running, "3.1").waitsForBatches()).containsExactly(1, 2);
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
    }

    @Test
    void aTaskMayDependOnALaterOne() {
        var running = queue.submit(PlanDraft.of(task("1.1", "1.2"), task("1.2")));

        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @Test
    void whatIsDoneInThePlanIsSkippedAndHoldsNobodyUp() {
        var running = queue.submit(PlanDraft.of(done("1.1"), task("1.2", "1.1")));

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Skipped("done_in_plan"));
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @Test
    void emptyAndDoneBatchesAreOverAtOnce() {
        var running = queue.submit(plan().batch(List.of())
                .batch(List.of(1), done("2.1"))
                .batch(List.of(1, 2), task("3.1"))
                .build());

        assertThat(queue.batchStates(running)).containsExactly("completed", "completed", "queued");
        assertThat(queue.claimedNumbers(running)).containsExactly("3.1");
    }

    @Test
    void aPlanWithNothingLeftToDoIsCompletedAtOnce() {
        var nothing = queue.submit(new Plan("native", "Empty", List.of()));
        var allDone = queue.submit(PlanDraft.of(done("1.1"), done("1.2")));

        assertThat(queue.state(nothing)).isEqualTo("completed");
        assertThat(queue.state(allDone)).isEqualTo("completed");
        assertThat(executions.unfinishedRuns(allDone.home())).isEmpty();
    }

    @Test
    void theSameKeyQueuesThePlanOnceHoweverManyAskAtOnce() throws Exception {
        var key = Optional.of("key-" + ExecutionId.random());

        var ids = new HashSet<ExecutionId>();
        try (var clients = Executors.newFixedThreadPool(4)) {
            Callable<ExecutionId> submit = () -> executions.submit(withKey(key));
            for (var answer : clients.invokeAll(Collections.nCopies(4, submit))) {
                ids.add(answer.get());
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(executions.find(ids.iterator().next()).orElseThrow().tasks()).hasSize(1);
    }

    private static NewExecution withKey(Optional<String> key) {
        return TestQueue.withKey(TestQueue.newExecution(PlanDraft.of(task("1.1")), TestQueue.home()), key);
    }
}
