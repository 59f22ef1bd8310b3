package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.TaskState.Queued;
import dev.coppice.task.TaskState.Skipped;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FollowUpsTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    private static final Skipped NEEDS_FAILED = new Skipped("needs_failed");

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Test
    void whatNeedsAFailedTaskIsSkippedThroughEdgesAndBatches() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), task("1.3"))
                .batch(List.of(1), task("2.1"))
                .batch(List.of(), task("3.1"), task("3.2", "2.1"))
                .build());

        end(running, FAILED, COMPLETED, COMPLETED);

        assertThat(queue.taskState(running, "1.2")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.taskState(running, "2.1")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.taskState(running, "3.2")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.batchStates(running)).containsExactly("failed", "failed", "failed");
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void aFailureLeavesTheOthersRunning() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.2")));

        end(running, FAILED, COMPLETED);

        assertThat(queue.state(running)).isEqualTo("executing");
        assertThat(queue.claimedNumbers(running)).containsExactly("1.3");
    }

    @Test
    void aTaskThatWasDoneInThePlanShieldsItsChildrenFromAFailureBeforeIt() {
        var running = queue.submit(PlanDraft.of(task("1.1"), done("1.2", "1.1"), task("1.3", "1.2")));

        attempts.end(queue.claimOne(running), FAILED);

        assertThat(queue.taskState(running, "1.3")).isEqualTo(new Queued(0));
    }

    @Test
    void aTaskThatOnlyComesAfterAFailedOneStartsAllTheSame() {
        var running =
                queue.submit(PlanDraft.of(task("1.1"), after("1.1", "1.2"), task("1.3", "1.1"), after("1.3", "1.4")));

        end(running, FAILED);

        assertThat(queue.taskState(running, "1.3")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2", "1.4");
    }

    @Test
    void aBatchStartsWhenAllItNeedsIsCompleted() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"))
                .batch(List.of(), task("2.1"))
                .batch(List.of(1, 2), task("3.1"))
                .build());

        var both = queue.claim(running, 16);
        attempts.end(both.getFirst().lease(), COMPLETED);
        assertThat(queue.claimedNumbers(running)).isEmpty();
        attempts.end(both.getLast().lease(), COMPLETED);

        assertThat(queue.claimedNumbers(running)).containsExactly("3.1");
        assertThat(queue.batchStates(running)).containsExactly("completed", "completed", "executing");
    }

    @Test
    void anExecutionIsCompletedOnlyWhenEveryTaskIs() {
        var running = queue.submit(PlanDraft.of(done("1.1"), task("1.2")));

        end(running, COMPLETED);

        assertThat(queue.state(running)).isEqualTo("completed");
        assertThat(queue.status(running).finishedAt()).isPresent();
        assertThat(queue.batchStates(running)).containsExactly("completed");
    }

    @Test
    void anExecutionWithACancelledTaskHasNotCompleted() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1"), task("1.3")));

        end(running, new AttemptEnd.Cancelled(), COMPLETED);

        assertThat(queue.taskState(running, "1.2")).isEqualTo(NEEDS_FAILED);
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    /** Claims all there is and ends it, in the plan's order. */
    private void end(Running running, AttemptEnd... ends) {
        var claims = queue.claim(running, 16);
        assertThat(claims).hasSameSizeAs(ends);
        for (int i = 0; i < ends.length; i++) {
            assertThat(attempts.end(claims.get(i).lease(), ends[i])).isInstanceOf(Ending.Accepted.class);
        }
    }
}
