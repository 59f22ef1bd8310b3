package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.approved;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.prompt.Remark;
import dev.coppice.prompt.Remark.Occasion;
import dev.coppice.queue.Approval.State;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that a person rejects is cancelled, and may be asked for again. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RejectionsTest extends AQueueOfApprovals {

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
}
