package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskState.Cancelled;
import dev.coppice.task.TaskState.Queued;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SteeringTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Test
    void aPausedExecutionStartsNothingButWhatRunsGoesOn() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1")));
        var lease = queue.claimOne(running);

        assertThat(steering.pause(running.id(), "asked")).isTrue();
        assertThat(steering.pause(running.id(), "again")).isFalse();
        assertThat(queue.status(running).pauseReason()).contains("asked");
        assertThat(attempts.end(lease, COMPLETED)).isInstanceOf(Ending.Accepted.class);
        assertThat(queue.claim(running, 16)).isEmpty();

        assertThat(steering.resume(running.id())).isTrue();
        assertThat(steering.resume(running.id())).isFalse();
        assertThat(queue.status(running).pauseReason()).isEmpty();
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2", "1.3");
    }

    @Test
    void aPausedExecutionWhoseLastTaskEndsIsOver() {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        var lease = queue.claimOne(running);
        steering.pause(running.id(), "asked");

        attempts.end(lease, COMPLETED);

        assertThat(queue.state(running)).isEqualTo("completed");
        assertThat(steering.pause(running.id(), "late")).isFalse();
        assertThat(steering.resume(running.id())).isFalse();
    }

    @Test
    void cancellingEndsQueuedTasksAtOnceAndExecutingOnesWhenTheyStop() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"))
                .batch(List.of(1), task("2.1"))
                .build());
        var lease = queue.claimOne(running);

        assertThat(steering.cancel(running.id())).isTrue();
        assertThat(steering.cancel(running.id())).isFalse();
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new Cancelled());
        assertThat(queue.state(running)).isEqualTo("executing");
        assertThat(queue.batchStates(running)).containsExactly("executing", "cancelled");
        attempts.end(lease, FAILED);

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Cancelled());
        assertThat(queue.state(running)).isEqualTo("cancelled");
        assertThat(queue.status(running).cancelRequested()).isTrue();
    }

    @Test
    void aRetryQueuesWhatFailedAndWhatNeededItAndNothingElse() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), task("1.3"), done("1.4"))
                .batch(List.of(1), task("2.1"))
                .build());
        var claims = queue.claim(running, 16);
        attempts.end(claims.getFirst().lease(), FAILED);
        attempts.end(claims.getLast().lease(), COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");

        assertThat(steering.retry(running.id())).isEqualTo(3);

        assertThat(queue.state(running)).isEqualTo("executing");
        assertThat(queue.status(running).finishedAt()).isEmpty();
        assertThat(queue.batchStates(running)).containsExactly("executing", "queued");
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new Queued(1));
        assertThat(queue.taskState(running, "2.1")).isEqualTo(new Queued(1));
        var again = queue.claimOne(running);
        assertThat(again.attempt()).isEqualTo(2);
        attempts.end(again, COMPLETED);
        finish(running, "1.2", "2.1");
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void aRetryPutsWhatComesAfterTheFailedTaskBehindItAgain() {
        var running = queue.submit(PlanDraft.of(task("1.1"), after("1.1", "1.2"), task("1.3")));
        attempts.end(queue.claimOne(running), FAILED);

        assertThat(steering.retry(running.id())).isEqualTo(1);

        assertThat(queue.claimedNumbers(running)).containsExactly("1.3", "1.1");
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new Queued(1));
    }

    @Test
    void aCancelledExecutionMayBeTakenUpAgain() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        steering.cancel(running.id());
        assertThat(queue.state(running)).isEqualTo("cancelled");

        assertThat(steering.retry(running.id())).isEqualTo(2);

        finish(running, "1.1", "1.2");
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void anExecutionThatIsBeingCancelledOrHasCompletedIsNotRetried() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var claims = queue.claim(running, 2);
        attempts.end(claims.getFirst().lease(), FAILED);
        steering.cancel(running.id());
        var completed = queue.submit(PlanDraft.of(done("1.1")));

        assertThat(steering.retry(running.id())).isZero();
        assertThat(steering.retry(completed.id())).isZero();
        assertThat(queue.state(completed)).isEqualTo("completed");
    }

    @Test
    void anUnknownExecutionCannotBeSteered() {
        var unknown = ExecutionId.random();

        assertThat(steering.pause(unknown, "asked")).isFalse();
        assertThat(steering.resume(unknown)).isFalse();
        assertThat(steering.cancel(unknown)).isFalse();
        assertThat(steering.retry(unknown)).isZero();
    }

    private void finish(TestQueue.Running running, String... numbers) {
        for (String number : numbers) {
            var claim = queue.claim(running, 1).getFirst();
            assertThat(claim.number().text()).isEqualTo(number);
            attempts.end(claim.lease(), COMPLETED);
        }
    }
}
