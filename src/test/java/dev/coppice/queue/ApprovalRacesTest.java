package dev.coppice.queue;

import static dev.coppice.Patience.await;
import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.Approval.State;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskState;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A word that comes while what the task waits for comes to its end: whichever is first, the task is never left behind. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApprovalRacesTest {

    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    private static final Decision ANN = new Decision("token:ann", Optional.empty());

    @Inject
    TestQueue queue;

    @Inject
    Approvals approvals;

    @Inject
    Attempts attempts;

    @Inject
    Landings landings;

    @Inject
    Steering steering;

    @Inject
    AgroalDataSource database;

    private Running running;
    private Lease lease;
    private List<TaskId> waiting;

    @BeforeEach
    void claimWhatAnApprovedTaskWaitsFor() {
        running = queue.submit(plan().batch(List.of(), task("1.1"))
                .batch(List.of(1), approved(task("2.1")))
                .build());
        lease = queue.claimOne(running);
        waiting = List.of(queue.task(running, "2.1").id());
    }

    @Test
    void theEndWaitsForAnApprovalThatIsNotCommittedYet() {
        CompletableFuture<Ending> end;
        try (var _ = OpenTransaction.with(this::approve)) {
            end = CompletableFuture.supplyAsync(this::end);
            await().until(this::isSomebodyHeldUp);
        }

        assertThat(end.join()).isInstanceOf(Ending.Accepted.class);
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
        assertThat(pendingParents()).isZero();
    }

    @Test
    void anApprovalWaitsForAnEndThatIsNotCommittedYet() {
        CompletableFuture<Integer> approved;
        try (var _ = OpenTransaction.with(this::end)) {
            approved = CompletableFuture.supplyAsync(this::approve);
            await().until(this::isSomebodyHeldUp);
        }

        assertThat(approved.join()).isEqualTo(1);
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
        assertThat(pendingParents()).isZero();
    }

    @Test
    void aLandingThatIsNotCommittedYetAndAnApprovalLetTheTaskBegin() {
        landings.intend(lease, TestQueue.BASE, TestQueue.commit('1'));
        CompletableFuture<Integer> approved;
        try (var _ = OpenTransaction.with(() -> landings.landed(lease))) {
            approved = CompletableFuture.supplyAsync(this::approve);
            await().until(this::isSomebodyHeldUp);
        }

        assertThat(approved.join()).isEqualTo(1);
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
    }

    @RepeatedTest(5)
    void anApprovalAndTheLastEndAtOnceLetTheTaskBegin() throws Exception {
        var answers = atOnce(this::approve, this::end);

        assertThat(answers.getFirst()).isEqualTo(1);
        assertThat(answers.getLast()).isInstanceOf(Ending.Accepted.class);
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
        assertThat(pendingParents()).isZero();
    }

    @RepeatedTest(5)
    void aRejectionAndTheLastEndAtOnceEndTheExecution() throws Exception {
        var answers = atOnce(this::reject, this::end);

        assertThat(answers.getFirst()).isEqualTo(1);
        assertThat(queue.taskState(running, "2.1")).isEqualTo(new TaskState.Cancelled());
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @RepeatedTest(5)
    void ofAnApprovalAndARejectionAtOnceOneCounts() throws Exception {
        end();

        var answers = atOnce(this::approve, this::reject);

        assertThat(answers).containsExactlyInAnyOrder(0, 1);
        boolean isApproved = answers.getFirst().equals(1);
        assertThat(queue.claimedNumbers(running)).isEqualTo(isApproved ? List.of("2.1") : List.of());
        assertThat(queue.task(running, "2.1").approval().orElseThrow().state())
                .isEqualTo(isApproved ? State.APPROVED : State.REJECTED);
    }

    @RepeatedTest(3)
    void ofTwoApprovalsAtOnceOneCounts() throws Exception {
        assertThat(atOnce(this::approve, this::approve)).containsExactlyInAnyOrder(0, 1);

        end();
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
        assertThat(pendingParents()).isZero();
    }

    @RepeatedTest(3)
    void anApprovalAndACancelAtOnceLeaveNothingBehind() throws Exception {
        end();

        atOnce(this::approve, () -> steering.cancel(running.id()));

        assertThat(queue.claimedNumbers(running)).isEmpty();
        assertThat(queue.state(running)).isEqualTo("cancelled");
        assertThat(steering.retry(running.id())).isEqualTo(1);
        approve();
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
    }

    @RepeatedTest(3)
    void aRunThatWouldStopForAnApprovalGoesOnIfItComesFirst() throws Exception {
        end();

        var answers = atOnce(this::approve, () -> approvals.pauseIfAllThatIsLeft(running.id()));

        if (answers.getLast().equals(true)) {
            assertThat(queue.state(running)).isEqualTo("paused");
            steering.resume(running.id());
        }
        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
    }

    /** Every task needs what others deliver and a word besides, and both come in any order, by several at the same time. */
    @RepeatedTest(3)
    void aPlanFullOfApprovalsIsWorkedOffWhileTheyComeInAnyOrder() throws Exception {
        var random = new Random();
        var all = queue.submit(manyApprovals(random));
        var tasks = new ArrayList<>(
                queue.status(all).tasks().stream().map(TaskStatus::id).toList());
        Collections.shuffle(tasks, random);

        try (var threads = Executors.newFixedThreadPool(4)) {
            var approving =
                    List.of(tasks.subList(0, tasks.size() / 2), tasks.subList(tasks.size() / 2, tasks.size())).stream()
                            .map(half -> threads.submit(
                                    () -> half.forEach(id -> approvals.approve(all.id(), List.of(id), ANN))))
                            .toList();
            var working = IntStream.range(0, 2)
                    .mapToObj(_ -> threads.submit(() -> await().until(() -> {
                        queue.claim(all, 2).forEach(claim -> attempts.end(claim.lease(), COMPLETED));
                        return queue.state(all).equals("completed");
                    })))
                    .toList();
            for (Future<?> each : approving) {
                each.get();
            }
            for (Future<?> each : working) {
                each.get();
            }
        }

        assertThat(queue.value(
                        "select count(*) from task where pending_parents <> 0 and execution_id = '" + all.id() + "'"))
                .isEqualTo("0");
    }

    private static dev.coppice.plan.Plan manyApprovals(Random random) {
        var draft = plan();
        for (int batch = 1; batch <= 3; batch++) {
            var tasks = new ArrayList<PlannedTask>();
            for (int number = 1; number <= 5; number++) {
                var parents = new ArrayList<String>();
                for (int earlier = 1; earlier < number; earlier++) {
                    if (random.nextBoolean()) {
                        parents.add(batch + "." + earlier);
                    }
                }
                tasks.add(approved(task(batch + "." + number, parents.toArray(String[]::new))));
            }
            draft.batch(batch == 1 ? List.of() : List.of(batch - 1), tasks.toArray(PlannedTask[]::new));
        }
        return draft.build();
    }

    private int approve() {
        return approvals.approve(running.id(), waiting, ANN);
    }

    private int reject() {
        return approvals.reject(running.id(), waiting, ANN);
    }

    private Ending end() {
        return attempts.end(lease, COMPLETED);
    }

    private int pendingParents() {
        return Integer.parseInt(
                queue.value("select sum(abs(pending_parents)) from task where execution_id = '" + running.id() + "'"));
    }

    /** Holds both at the execution's lock, then lets them go. */
    private List<Object> atOnce(Callable<?> one, Callable<?> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2);
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from execution where id = '" + running.id() + "' for no key update");
            Future<?> first = threads.submit(one);
            Future<?> second = threads.submit(other);
            await().until(() -> heldUp() == 2);
            connection.commit();
            return List.of(first.get(), second.get());
        }
    }

    private boolean isSomebodyHeldUp() {
        return heldUp() == 1;
    }

    private int heldUp() {
        return Integer.parseInt(queue.value("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'"));
    }
}
