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
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A task that a person is to approve waits for that as for any other thing, and is asked for when it waits for nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApprovalsTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    private static final Decision YES = new Decision("token:ann", Optional.of("Mind the gap."));
    private static final Decision NO = new Decision("token:ann", Optional.of("Too early."));

    @Inject
    TestQueue queue;

    @Inject
    Approvals approvals;

    @Inject
    Attempts attempts;

    @Inject
    Claims claims;

    @Inject
    Steering steering;

    @Inject
    Deadlines deadlines;

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
    void aDecisionIsTakenOnce() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2")));

        assertThat(approve(running, "1.1")).isEqualTo(1);
        assertThat(approve(running, "1.1")).isZero();
        assertThat(reject(running, "1.1")).isZero();
        assertThat(approve(running, "1.2")).isZero();

        assertThat(pendingParents(running)).isZero();
        assertThat(queue.claimedNumbers(running)).containsExactlyInAnyOrder("1.1", "1.2");
    }

    @Test
    void whatIsRejectedIsCancelledAndWhatNeedsItSkippedAsAfterAFailure() {
        var running =
                queue.submit(plan().batch(List.of(), approved(task("1.1")), task("1.2", "1.1"), after("1.1", "1.3"))
                        .batch(List.of(1), task("2.1"))
                        .build());

        assertThat(reject(running, "1.1")).isEqualTo(1);

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new TaskState.Cancelled());
        assertThat(queue.task(running, "1.1").isRejected()).isTrue();
        assertThat(queue.task(running, "1.1").error()).contains("rejected by token:ann: Too early.");
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.taskState(running, "2.1")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(events(running, "1.1")).containsExactly("approval_requested", "rejected", "cancelled");
        end(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void aRetryOfWhatWasRejectedAsksAgain() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2", "1.1")));
        reject(running, "1.1");
        assertThat(queue.state(running)).isEqualTo("failed");

        assertThat(steering.retry(running.id())).isEqualTo(2);

        assertThat(queue.claimedNumbers(running)).isEmpty();
        assertThat(queue.task(running, "1.1").approval())
                .hasValueSatisfying(approval -> assertThat(approval.state()).isEqualTo(State.REQUESTED))
                .hasValueSatisfying(approval -> assertThat(approval.by()).isEmpty())
                .hasValueSatisfying(approval -> assertThat(approval.comment()).isEmpty());
        approve(running, "1.1");
        end(running, COMPLETED);
        end(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void whatWasRejectedWhileOthersRunIsBroughtBackByItself() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1")), task("1.2")));
        var other = queue.claimOne(running);
        reject(running, "1.1");

        assertThat(steering.retry(running.id(), new TaskNumber("1.1"))).isEqualTo(1);
        assertThat(state(running, "1.1")).isEqualTo(State.REQUESTED);
        reject(running, "1.1");
        assertThat(steering.retry(running.id())).isEqualTo(1);

        approve(running, "1.1");
        attempts.end(other, COMPLETED);
        end(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void ofSeveralThatAreRejectedAtOnceNoneIsSkippedBecauseOfAnotherOne() {
        var running =
                queue.submit(PlanDraft.of(approved(task("1.1")), approved(task("1.2", "1.1")), task("1.3", "1.2")));

        assertThat(reject(running, "1.1", "1.2")).isEqualTo(2);

        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Cancelled());
        assertThat(queue.taskState(running, "1.3")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.state(running)).isEqualTo("failed");
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
    void whatWasSaidWithARejectionIsToldToTheAgentOnceTheTaskIsTriedAfterAll() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));
        reject(running, "1.1");

        steering.retry(running.id(), new TaskNumber("1.1"), Optional.of("As Ben says."));

        assertThat(queue.task(running, "1.1").approval().orElseThrow().comment())
                .isEmpty();
        approve(running, "1.1");
        assertThat(claims.work(queue.claimOne(running)).remarks())
                .containsExactly(
                        new Remark(Occasion.REJECTED, "Too early."),
                        new Remark(Occasion.RETRIED, "As Ben says."),
                        new Remark(Occasion.APPROVED, "Mind the gap."));
    }

    @Test
    void ofSeveralRejectionsTheLastThatSaidSomethingIsTold() {
        var running = queue.submit(PlanDraft.of(approved(task("1.1"))));
        reject(running, "1.1");
        steering.retry(running.id());
        approvals.reject(running.id(), ids(running, "1.1"), new Decision("token:ann", Optional.empty()));
        steering.retry(running.id());

        approve(running, "1.1");

        assertThat(claims.work(queue.claimOne(running)).remarks())
                .contains(new Remark(Occasion.REJECTED, "Too early."));
    }

    @Test
    void whatIsSkippedIsNotAskedForUntilARetryLetsItWaitForNothingElseAgain() {
        var running = queue.submit(PlanDraft.of(task("1.1"), approved(task("1.2", "1.1"))));
        end(running, FAILED);
        assertThat(state(running, "1.2")).isEqualTo(State.REQUIRED);
        assertThat(approve(running, "1.2")).isZero();

        steering.retry(running.id());

        assertThat(state(running, "1.2")).isEqualTo(State.REQUIRED);
        end(running, COMPLETED);
        assertThat(state(running, "1.2")).isEqualTo(State.REQUESTED);
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

    private int approve(Running running, String... numbers) {
        return approvals.approve(running.id(), ids(running, numbers), YES);
    }

    private int reject(Running running, String... numbers) {
        return approvals.reject(running.id(), ids(running, numbers), NO);
    }

    private List<TaskId> ids(Running running, String... numbers) {
        return Stream.of(numbers)
                .map(number -> queue.task(running, number).id())
                .toList();
    }

    private State state(Running running, String number) {
        return queue.task(running, number).approval().orElseThrow().state();
    }

    private List<String> events(Running running, String number) {
        return List.of(queue.value(
                                "select coalesce(string_agg(what, ' ' order by transaction, id), '') from task_event where task_id = "
                                        + queue.task(running, number).id().value())
                        .split(" "))
                .stream()
                .filter(what -> !what.isEmpty())
                .toList();
    }

    private int pendingParents(Running running) {
        return Integer.parseInt(
                queue.value("select sum(abs(pending_parents)) from task where execution_id = '" + running.id() + "'"));
    }

    /** Claims all there is and ends it, in the plan's order. */
    private void end(Running running, AttemptEnd... ends) {
        var found = queue.claim(running, 16);
        assertThat(found).hasSameSizeAs(ends);
        for (int i = 0; i < ends.length; i++) {
            assertThat(attempts.end(found.get(i).lease(), ends[i])).isInstanceOf(Ending.Accepted.class);
        }
    }
}
