package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.TaskCancellation.Answer;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.Leases;
import dev.coppice.queue.lease.Renewal;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import dev.coppice.task.TaskState.Cancelled;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One task is given up, and its execution goes on with what does not need it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TaskCancellationTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", true);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    private static final TaskState NEEDS_FAILED = new TaskState.Skipped("needs_failed");

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Approvals approvals;

    @Inject
    Landings landings;

    @Inject
    Leases leases;

    @Inject
    LeaseRenewal renewal;

    @Inject
    Steering steering;

    @Inject
    TaskCancellation cancellation;

    @Test
    void aQueuedTaskIsCancelledAtOnceAndWhatNeedsItSkippedAsAfterAFailure() {
        var running =
                queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), after("1.1", "1.3"), task("1.4"))
                        .batch(List.of(1), task("2.1"))
                        .build());

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.CANCELLED);

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Cancelled());
        assertThat(queue.taskState(running, "1.2")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.taskState(running, "2.1")).isEqualTo(NEEDS_FAILED);
        assertThat(events(running, "1.1")).isEqualTo("cancelled");
        assertThat(queue.state(running)).isEqualTo("queued");
        endAll(running, COMPLETED, COMPLETED);
        assertThat(queue.batchStates(running)).containsExactly("failed", "failed");
        assertThat(queue.state(running)).isEqualTo("failed");
        assertThat(queue.status(running).cancelRequested()).isFalse();
    }

    @Test
    void anExecutingTaskHearsItWithTheNextBeatAndNoOtherDoes() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1")));
        var claimed = claim(running);

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.ASKED);

        assertThat(queue.task(running, "1.1").cancelRequested()).isTrue();
        assertThat(queue.task(running, "1.2").cancelRequested()).isFalse();
        var heard = (Renewal.Answered) renewal.renew(running.worker(), claimed);
        assertThat(heard.leases().get(claimed.getFirst())).isEqualTo(Renewal.News.CANCEL_REQUESTED);
        assertThat(heard.leases().get(claimed.getLast())).isEqualTo(Renewal.News.KEPT);
        assertThat(queue.taskState(running, "1.3")).isInstanceOf(TaskState.Queued.class);
        attempts.end(claimed.getFirst(), new AttemptEnd.Cancelled());
        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Cancelled());
        assertThat(queue.taskState(running, "1.3")).isEqualTo(NEEDS_FAILED);
        assertThat(events(running, "1.1")).isEqualTo("executing cancel_requested cancelled");
        attempts.end(claimed.getLast(), COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    /** However the attempt ends that was asked to stop, nothing begins the task anew by itself. */
    @Test
    void whatWasAskedToStopIsNotTriedAgainWhateverItsAttemptEndsBy() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3")));
        var claimed = claim(running);
        queue.change("update task set max_retries = 5 where execution_id = '" + running.id() + "'");
        for (String number : List.of("1.1", "1.2", "1.3")) {
            assertThat(cancel(running, number)).isEqualTo(Answer.ASKED);
        }

        attempts.end(claimed.get(0), FAILED);
        attempts.end(claimed.get(1), new AttemptEnd.Released("interrupted"));
        queue.expire(claimed.get(2));
        leases.reap(new ExpiredLease(claimed.get(2)));

        assertThat(queue.status(running).tasks()).extracting(TaskStatus::state).containsOnly(new Cancelled());
        assertThat(queue.batchStates(running)).containsExactly("cancelled");
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void askedAgainItChangesNothing() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        queue.claimOne(running);
        cancel(running, "1.1");
        cancel(running, "1.2");

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.ALREADY);
        assertThat(cancel(running, "1.2")).isEqualTo(Answer.ALREADY);

        assertThat(events(running, "1.1")).isEqualTo("executing cancel_requested");
        assertThat(events(running, "1.2")).isEqualTo("cancelled");
    }

    @Test
    void whatHasEndedOrIsNotThereCannotBeCancelled() {
        var running = queue.submit(PlanDraft.of(task("1.1"), done("1.2"), task("1.3", "1.1")));
        endAll(running, new AttemptEnd.Failed("check_failed", "no", false));

        for (String number : List.of("1.1", "1.2", "1.3", "9.9")) {
            assertThat(cancel(running, number)).isEqualTo(Answer.ENDED);
        }
        assertThat(cancellation.cancel(ExecutionId.random(), new TaskNumber("1.1")))
                .isEqualTo(Answer.ENDED);
    }

    @Test
    void aLandingThatIsAnnouncedIsNotCalledBackAndOthersCanBeCancelledMeanwhile() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var landing = queue.claimOne(running);
        landings.intend(landing, TestQueue.BASE, TestQueue.commit('1'));

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.LANDING);
        assertThat(cancel(running, "1.2")).isEqualTo(Answer.CANCELLED);

        assertThat(queue.task(running, "1.1").cancelRequested()).isFalse();
        assertThat(landings.landed(landing)).isTrue();
        assertThat(cancel(running, "1.1")).isEqualTo(Answer.ENDED);
    }

    @Test
    void whatWasCancelledCanBeTriedAgainWithWhatNeedsIt() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), task("1.3"))
                .batch(List.of(1), task("2.1"))
                .build());
        cancel(running, "1.1");

        assertThat(steering.retry(running.id(), new TaskNumber("1.1"))).isEqualTo(3);

        endAll(running, COMPLETED, COMPLETED);
        endAll(running, COMPLETED);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void aRetryOfTheWholeBringsItBackToo() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var claimed = queue.claimOne(running);
        cancel(running, "1.2");

        assertThat(steering.retry(running.id())).isEqualTo(1);

        attempts.end(claimed, COMPLETED);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void whatWaitsForApprovalIsAskedForNoLongerUntilItIsTriedAgain() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2")));

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.CANCELLED);

        assertThat(queue.task(running, "1.1").awaitsApproval()).isFalse();
        assertThat(queue.task(running, "1.1").isRejected()).isFalse();
        steering.retry(running.id(), new TaskNumber("1.1"));
        assertThat(queue.task(running, "1.1").awaitsApproval()).isTrue();
        approvals.approve(
                running.id(), List.of(queue.task(running, "1.1").id()), new Decision("token:ann", Optional.empty()));
        endAll(running, COMPLETED, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void aPausedExecutionWhoseLastTaskIsCancelledIsOver() {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        steering.pause(running.id(), "asked");

        assertThat(cancel(running, "1.1")).isEqualTo(Answer.CANCELLED);

        assertThat(queue.state(running)).isEqualTo("failed");
    }

    private Answer cancel(Running running, String number) {
        return cancellation.cancel(running.id(), new TaskNumber(number));
    }

    private List<Lease> claim(Running running) {
        return queue.claim(running, 16).stream().map(Claim::lease).toList();
    }

    private void endAll(Running running, AttemptEnd... ends) {
        var claimed = claim(running);
        assertThat(claimed).hasSize(ends.length);
        for (int i = 0; i < ends.length; i++) {
            attempts.end(claimed.get(i), ends[i]);
        }
    }

    private String events(Running running, String number) {
        return queue.value("select string_agg(what, ' ' order by id) from task_event where task_id = "
                + queue.task(running, number).id().value());
    }
}
