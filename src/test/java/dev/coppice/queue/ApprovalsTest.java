package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.prompt.Remark;
import dev.coppice.prompt.Remark.Occasion;
import dev.coppice.queue.Approval.State;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that a person is to approve waits for that as for any other thing, and is asked for when it waits for nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApprovalsTest extends AQueueOfApprovals {

    @Test
    void aTaskThatWaitsForNothingElseIsAskedForAtOnceAndNotClaimedBefore() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2", "1.1")));

        assertThat(queue.claimedNumbers(running)).isEmpty();
        assertThat(state(running, "1.1")).isEqualTo(State.REQUESTED);
        assertThat(queue.task(running, "1.1").awaitsApproval()).isTrue();
        assertThat(queue.task(running, "1.1").approval().orElseThrow().at()).isPresent();
        assertThat(queue.task(running, "1.2").approval()).isEmpty();
        assertThat(queue.state(running)).isEqualTo("queued");

        assertThat(approve(running, "1.1")).isEqualTo(1);

        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
        assertThat(events(running, "1.1")).containsExactly("approval_requested", "approved", "executing");
    }

    @Test
    void itIsAskedForWhenTheLastOfWhatItWaitsForHasEnded() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), approved(task("1.3", "1.1", "1.2"))));
        var leases = queue.claim(running, 16);

        attempts.end(leases.getFirst().lease(), COMPLETED);
        assertThat(state(running, "1.3")).isEqualTo(State.REQUIRED);
        assertThat(events(running, "1.3")).isEmpty();
        attempts.end(leases.getLast().lease(), COMPLETED);

        assertThat(state(running, "1.3")).isEqualTo(State.REQUESTED);
        assertThat(queue.claimedNumbers(running)).isEmpty();
        assertThat(queue.state(running)).isEqualTo("executing");
        approve(running, "1.3");
        end(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void anApprovalMayComeBeforeBetweenAndAfterTheEndsOfWhatTheTaskWaitsFor() {
        for (int before = 0; before <= 2; before++) {
            var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), approved(task("1.3", "1.1", "1.2"))));
            var leases = queue.claim(running, 16);

            for (int ended = 0; ended < 2; ended++) {
                if (ended == before) {
                    assertThat(approve(running, "1.3")).isEqualTo(1);
                }
                assertThat(queue.claimedNumbers(running)).isEmpty();
                attempts.end(leases.get(ended).lease(), COMPLETED);
            }
            if (before == 2) {
                assertThat(queue.claimedNumbers(running)).isEmpty();
                assertThat(approve(running, "1.3")).isEqualTo(1);
            }

            assertThat(queue.claimedNumbers(running))
                    .as("approved after %d", before)
                    .containsExactly("1.3");
            assertThat(pendingParents(running)).isZero();
        }
    }

    @Test
    void tasksOfABatchAreAskedForWhenTheBatchesThatItNeedsAreCompleted() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), done("1.2"))
                .batch(List.of(1), approved(task("2.1")), approved(task("2.2", "2.1")), task("2.3"))
                .build());

        end(running, COMPLETED);

        assertThat(state(running, "2.1")).isEqualTo(State.REQUESTED);
        assertThat(state(running, "2.2")).isEqualTo(State.REQUIRED);
        assertThat(approve(running, "2.1", "2.2")).isEqualTo(2);
        assertThat(queue.claimedNumbers(running)).containsExactlyInAnyOrder("2.1", "2.3");
    }

    @Test
    void whatOnlyHasToComeAfterAnotherTaskIsAskedForWhenThatHasFailed() {
        var running = queue.submit(PlanDraft.of(task("1.1"), approved(after("1.1", "1.2")), task("1.3")));

        attempts.end(queue.claim(running, 16).getFirst().lease(), FAILED);

        assertThat(state(running, "1.2")).isEqualTo(State.REQUESTED);
        approve(running, "1.2");
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @Test
    void whoApprovedAndWhatWasSaidIsKeptAndToldToTheAgent() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));
        approve(running, "1.1");

        var lease = queue.claimOne(running);

        assertThat(claims.work(lease).remarks()).containsExactly(new Remark(Occasion.APPROVED, "Mind the gap."));
        var approval = queue.task(running, "1.1").approval().orElseThrow();
        assertThat(approval.state()).isEqualTo(State.APPROVED);
        assertThat(approval.by()).contains("token:ann");
        assertThat(approval.comment()).contains("Mind the gap.");
        assertThat(queue.value(
                        "select detail ->> 'by' || ': ' || (detail ->> 'comment') from task_event where what = 'approved'"
                                + " and execution_id = '" + running.id() + "'"))
                .isEqualTo("token:ann: Mind the gap.");
    }

    @Test
    void aTaskThatWasApprovedOnceNeedsNoOtherApprovalForARetry() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));
        approve(running, "1.1");
        end(running, FAILED);

        steering.retry(running.id());

        assertThat(state(running, "1.1")).isEqualTo(State.APPROVED);
        assertThat(claims.work(queue.claimOne(running)).remarks())
                .containsExactly(new Remark(Occasion.APPROVED, "Mind the gap."));
    }

    @Test
    void aCancelTakesBackWhatWasAskedForAndARetryAsksAnew() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));

        steering.cancel(running.id());

        assertThat(queue.state(running)).isEqualTo("cancelled");
        assertThat(state(running, "1.1")).isEqualTo(State.REQUIRED);
        assertThat(queue.task(running, "1.1").isRejected()).isFalse();
        assertThat(approve(running, "1.1")).isZero();
        steering.retry(running.id());
        assertThat(events(running, "1.1"))
                .containsExactly("approval_requested", "cancelled", "queued", "approval_requested");
    }

    @Test
    void anApprovalWhilePausedCountsFromTheResumeOn() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));
        steering.pause(running.id(), "requested");

        assertThat(approve(running, "1.1")).isEqualTo(1);

        assertThat(queue.claimedNumbers(running)).isEmpty();
        steering.resume(running.id());
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
    }

    @Test
    void waitingForApprovalIsNoExcuseForADeadline() {
        var running = queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(approved(task("1.1"))), TestQueue.home()),
                new Scheduling(Optional.empty(), 0, 0, Optional.of(Duration.ofHours(1)))));
        queue.change("update task set deadline_at = clock_timestamp() where execution_id = '" + running.id() + "'");

        assertThat(deadlines.enforce(running.id())).isEqualTo(1);

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new TaskState.Failed("deadline_passed"));
        assertThat(state(running, "1.1")).isEqualTo(State.REQUIRED);
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void whatWaitsForApprovalTakesNoPlaceFromOthers() {
        var running = queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(approved(task("1.1")), task("1.2"), task("1.3")), TestQueue.home()),
                new Scheduling(Optional.of(1), 0, 0, Optional.empty())));
        var only = queue.claim(running, 16);
        assertThat(only).extracting(claim -> claim.number().text()).containsExactly("1.2");

        approve(running, "1.1");

        assertThat(queue.claimedNumbers(running)).isEmpty();
        attempts.end(only.getFirst().lease(), COMPLETED);
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
    }

    @Test
    void anExecutionIsPausedForApprovalOnlyOnceNothingElseCouldGoOn() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2"), approved(task("1.3"))));
        assertThat(approvals.pauseIfAllThatIsLeft(running.id())).isFalse();
        var other = queue.claimOne(running);
        assertThat(approvals.pauseIfAllThatIsLeft(running.id())).isFalse();
        attempts.end(other, COMPLETED);

        assertThat(approvals.pauseIfAllThatIsLeft(running.id())).isTrue();

        assertThat(queue.status(running).pauseReason()).contains("approval_required");
        assertThat(queue.status(running).pauseDetail()).contains("approval is asked for: 1.1, 1.3");
        assertThat(approvals.pauseIfAllThatIsLeft(running.id())).isFalse();
        approve(running, "1.1", "1.3");
        steering.resume(running.id());
        end(running, COMPLETED, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
        assertThat(approvals.pauseIfAllThatIsLeft(running.id())).isFalse();
    }
}
