package dev.coppice.queue;

import static dev.coppice.Patience.await;
import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.TaskCancellation.Answer;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A cancel of one task that meets a claim, a landing, an end or another word about it: one of them counts, and nothing is left behind. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TaskCancellationRacesTest {

    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    private static final TaskNumber FIRST = new TaskNumber("1.1");

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Approvals approvals;

    @Inject
    Landings landings;

    @Inject
    TaskCancellation cancellation;

    @Inject
    AgroalDataSource database;

    private Running running;
    private Lease lease;

    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1"), task("1.3")));
        lease = queue.claimOne(running);
    }

    @RepeatedTest(5)
    void ofALandingAndACancelTheFirstCounts() throws Exception {
        var answers = atOnce(() -> landings.intend(lease, TestQueue.BASE, TestQueue.commit('1')), () -> cancel());

        if (answers.getFirst() instanceof Intention.Open) {
            assertThat(answers.getLast()).isEqualTo(Answer.LANDING);
            assertThat(landings.landed(lease)).isTrue();
            assertThat(queue.claimedNumbers(running)).containsExactly("1.3", "1.2");
        } else {
            assertThat(answers.getFirst()).isEqualTo(new Intention.Stopped("cancelled"));
            assertThat(answers.getLast()).isEqualTo(Answer.ASKED);
            attempts.end(lease, new AttemptEnd.Released("halted"));
            assertThat(queue.taskState(running, "1.1")).isEqualTo(new TaskState.Cancelled());
            assertThat(queue.claimedNumbers(running)).containsExactly("1.3");
        }
    }

    @Test
    void aCancelWaitsForAnAnnouncementThatIsNotCommittedYet() {
        CompletableFuture<Answer> cancelled;
        try (var _ = OpenTransaction.with(() -> landings.intend(lease, TestQueue.BASE, TestQueue.commit('1')))) {
            cancelled = CompletableFuture.supplyAsync(this::cancel, Thread::startVirtualThread);
            await().until(() -> heldUp() == 1);
        }

        assertThat(cancelled.join()).isEqualTo(Answer.LANDING);
        assertThat(landings.landed(lease)).isTrue();
    }

    @Test
    void anAnnouncementWaitsForACancelThatIsNotCommittedYet() {
        CompletableFuture<Intention> announced;
        try (var _ = OpenTransaction.with(this::cancel)) {
            announced = CompletableFuture.supplyAsync(
                    () -> landings.intend(lease, TestQueue.BASE, TestQueue.commit('1')), Thread::startVirtualThread);
            await().until(() -> heldUp() == 1);
        }

        assertThat(announced.join()).isEqualTo(new Intention.Stopped("cancelled"));
    }

    @RepeatedTest(5)
    void ofAnEndAndACancelTheFirstCounts() throws Exception {
        var answers = atOnce(() -> attempts.end(lease, COMPLETED), () -> cancel());

        assertThat(answers.getFirst()).isInstanceOf(Ending.Accepted.class);
        assertThat(answers.getLast()).isIn(Answer.ASKED, Answer.ENDED);
        assertThat(queue.taskState(running, "1.1")).isEqualTo(new TaskState.Completed(null));
        assertThat(queue.claimedNumbers(running)).containsExactly("1.3", "1.2");
    }

    @Test
    void aCancelThatMeetsAClaimIsHeardByTheClaimedTask() throws Exception {
        attempts.end(lease, new AttemptEnd.Released("again"));
        CompletableFuture<Answer> cancelled;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update task set state = 'executing', attempts = attempts + 1 where id = "
                    + lease.task().value());

            cancelled = CompletableFuture.supplyAsync(this::cancel, Thread::startVirtualThread);
            await().until(() -> heldUp() == 1);
            connection.commit();
        }

        assertThat(cancelled.join()).isEqualTo(Answer.ASKED);
        assertThat(queue.task(running, "1.1").cancelRequested()).isTrue();
        assertThat(queue.taskState(running, "1.2")).isInstanceOf(TaskState.Queued.class);
    }

    @RepeatedTest(5)
    void whatIsClaimedByManyWhileItIsCancelledIsEitherNotClaimedOrToldToStop() throws Exception {
        attempts.end(lease, new AttemptEnd.Released("again"));
        List<Object> answers;
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> claimed = threads.submit(() -> queue.claimedNumbers(running));
            Future<?> cancelled = threads.submit(this::cancel);
            answers = List.of(claimed.get(), cancelled.get());
        }

        boolean isClaimed = ((List<?>) answers.getFirst()).contains("1.1");
        assertThat(answers.getLast()).isEqualTo(isClaimed ? Answer.ASKED : Answer.CANCELLED);
        assertThat(queue.task(running, "1.1").cancelRequested()).isEqualTo(isClaimed);
    }

    @RepeatedTest(3)
    void ofTwoCancelsAtOnceOneCounts() throws Exception {
        assertThat(atOnce(this::cancel, this::cancel)).containsExactlyInAnyOrder(Answer.ASKED, Answer.ALREADY);
    }

    @RepeatedTest(3)
    void anApprovalAndACancelAtOnceLeaveNothingToClaim() throws Exception {
        running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2", "1.1")));
        var waiting = List.of(queue.task(running, "1.1").id());

        var answers = atOnce(
                () -> approvals.approve(running.id(), waiting, new Decision("token:ann", Optional.empty())),
                this::cancel);

        assertThat(answers.getLast()).isEqualTo(Answer.CANCELLED);
        assertThat(queue.claimedNumbers(running)).isEmpty();
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    private Answer cancel() {
        return cancellation.cancel(running.id(), FIRST);
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

    private int heldUp() {
        return Integer.parseInt(queue.value("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'"));
    }
}
