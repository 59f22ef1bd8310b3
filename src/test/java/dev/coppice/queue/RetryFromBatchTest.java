package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches are tried again from one on; what failed before them stays as it is, with all that needs it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RetryFromBatchTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    private void endAll(Running running, AttemptEnd... ends) {
        var claims = queue.claim(running, 16);
        assertThat(claims).hasSize(ends.length);
        for (int i = 0; i < ends.length; i++) {
            attempts.end(claims.get(i).lease(), ends[i]);
        }
    }

    @Test
    void whatDoesNotNeedTheEarlierFailuresRunsAgain() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"))
                .batch(List.of(), task("2.1"), task("2.2", "1.2"), task("2.3", "2.2"))
                .batch(List.of(2), task("3.1"))
                .batch(List.of(), task("4.1"))
                .build());
        endAll(running, FAILED, FAILED, FAILED);
        assertThat(queue.state(running)).isEqualTo("failed");

        assertThat(steering.retryFrom(running.id(), 2)).isEqualTo(2);

        endAll(running, COMPLETED, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");
        assertThat(queue.taskState(running, "1.1")).isInstanceOf(TaskState.Failed.class);
        for (var skipped : List.of("1.2", "2.2", "2.3", "3.1")) {
            assertThat(queue.taskState(running, skipped)).isEqualTo(new TaskState.Skipped("needs_failed"));
        }
    }

    @Test
    void whereAllNeedsAnEarlierFailureNothingChanges() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"))
                .batch(List.of(1), task("2.1"))
                .build());
        endAll(running, FAILED);

        assertThat(steering.retryFrom(running.id(), 2)).isZero();
        assertThat(queue.state(running)).isEqualTo("failed");
        assertThat(steering.retryFrom(running.id(), 1)).isEqualTo(2);
        endAll(running, COMPLETED);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void whatWasCancelledRunsAgainOnceItIsOver() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"))
                .batch(List.of(), task("2.1"))
                .build());
        steering.cancel(running.id());

        assertThat(steering.retryFrom(running.id(), 2)).isEqualTo(1);

        assertThat(queue.claimedNumbers(running)).containsExactly("2.1");
        assertThat(queue.taskState(running, "1.1")).isEqualTo(new TaskState.Cancelled());
    }

    @Test
    void aLargePlanIsLookedThroughAtOnce() {
        var first = new dev.coppice.plan.PlannedTask[400];
        var second = new dev.coppice.plan.PlannedTask[400];
        for (int i = 0; i < 400; i++) {
            first[i] = i == 0 ? task("1.1") : task("1." + (i + 1), "1." + i);
            second[i] = task("2." + (i + 1));
        }
        var running = queue.submit(plan().batch(List.of(), first)
                .batch(List.of(1), second)
                .batch(List.of(), task("3.1"))
                .build());
        endAll(running, FAILED, FAILED);

        assertThat(steering.retryFrom(running.id(), 2)).isEqualTo(1);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");
    }
}
