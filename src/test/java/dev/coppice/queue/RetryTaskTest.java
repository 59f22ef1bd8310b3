package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.prompt.Remark;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One task is tried again; what depends on others that stay failed is not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RetryTaskTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Inject
    Claims claims;

    @Test
    void theTaskAndWhatWasSkippedBecauseOfItAreQueuedAgain() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), task("1.3"))
                .batch(List.of(1), task("2.1"))
                .build());
        endAll(running, FAILED, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");

        assertThat(retry(running, "1.1")).isEqualTo(3);

        assertThat(queue.state(running)).isEqualTo("executing");
        endAll(running, COMPLETED);
        endAll(running, COMPLETED);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void whatAlsoNeedsATaskThatStaysFailedStaysSkippedAndTheExecutionEnds() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2"), task("1.3", "1.1", "1.2"))
                .batch(List.of(1), task("2.1"))
                .build());
        endAll(running, FAILED, FAILED);

        assertThat(retry(running, "1.2")).isPositive();

        assertThat(queue.taskState(running, "1.1")).isInstanceOf(TaskState.Failed.class);
        assertThat(queue.taskState(running, "1.3")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.taskState(running, "2.1")).isEqualTo(new TaskState.Skipped("needs_failed"));
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("failed");
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Completed(null));
    }

    @Test
    void itMayBeTriedAgainWhileOthersRun() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var leases = claim(running);
        attempts.end(leases.getFirst(), FAILED);

        assertThat(retry(running, "1.1")).isEqualTo(1);

        attempts.end(leases.getLast(), COMPLETED);
        endAll(running, COMPLETED);
        assertThat(queue.state(running)).isEqualTo("completed");
    }

    @Test
    void whatIsSaidWithARetryIsToldUntilSomethingElseIs() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        endAll(running, FAILED);

        steering.retry(running.id(), new TaskNumber("1.1"), Optional.of("Use the old table."));

        var itself = "{\"reason\": \"retried\", \"comment\": \"Use the old table.\"}";
        var whatNeedsIt = "{\"reason\": \"retried\"}";
        assertThat(events(running, "queued")).isIn(itself + " " + whatNeedsIt, whatNeedsIt + " " + itself);
        var lease = queue.claimOne(running);
        assertThat(said(lease)).containsExactly("Use the old table.");
        attempts.end(lease, FAILED);
        assertThat(retry(running, "1.1")).isEqualTo(2);
        lease = queue.claimOne(running);
        assertThat(said(lease)).containsExactly("Use the old table.");
        attempts.end(lease, FAILED);
        steering.retry(running.id(), new TaskNumber("1.1"), Optional.of("The new one."));
        lease = queue.claimOne(running);
        assertThat(said(lease)).containsExactly("The new one.");
        attempts.end(lease, COMPLETED);
        assertThat(said(queue.claimOne(running))).isEmpty();
    }

    @Test
    void whatIsSaidWithARetryThatIsNoneIsForgotten() {
        var running = queue.submit(PlanDraft.of(task("1.1")));

        assertThat(steering.retry(running.id(), new TaskNumber("1.1"), Optional.of("Hurry.")))
                .isZero();

        assertThat(said(queue.claimOne(running))).isEmpty();
    }

    @Test
    void onlyATaskThatFailedOrWasCancelledIsTriedAgain() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1"), task("1.3")));
        attempts.end(claim(running).getFirst(), FAILED);

        assertThat(retry(running, "1.2")).isZero();
        assertThat(retry(running, "1.3")).isZero();
        assertThat(retry(running, "9.9")).isZero();
        steering.cancel(running.id());
        assertThat(retry(running, "1.1")).isZero();
    }

    /** Once queued it would wait for ever: nothing tells it that what it needs stays skipped. */
    @Test
    void whatAlsoNeedsATaskThatStaysSkippedStaysSkippedToo() {
        var running =
                queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.2"), task("1.4", "1.1", "1.3")));
        endAll(running, FAILED, FAILED);

        assertThat(retry(running, "1.1")).isEqualTo(1);

        endAll(running, COMPLETED);
        assertThat(queue.taskState(running, "1.4")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    /** The failed task has nothing to free any more. */
    @Test
    void aTaskThatOnlyComesAfterAFailedOneRunsAgain() {
        var running = queue.submit(PlanDraft.of(task("1.1"), PlanDraft.after("1.1", "1.2")));
        endAll(running, FAILED);
        endAll(running, FAILED);

        assertThat(retry(running, "1.2")).isEqualTo(1);

        endAll(running, COMPLETED);
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Completed(null));
        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void aTaskThatNeedsOneThatDidNotSucceedIsLeftWhereItIs() {
        var running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        steering.cancel(running.id());

        assertThat(retry(running, "1.2")).isZero();
        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Cancelled());
        assertThat(retry(running, "1.1")).isEqualTo(1);
    }

    private int retry(Running running, String number) {
        return steering.retry(running.id(), new TaskNumber(number));
    }

    private List<Lease> claim(Running running) {
        return queue.claim(running, 16).stream().map(Claim::lease).toList();
    }

    private void endAll(Running running, AttemptEnd... ends) {
        var leases = claim(running);
        assertThat(leases).hasSize(ends.length);
        for (int i = 0; i < ends.length; i++) {
            attempts.end(leases.get(i), ends[i]);
        }
    }

    private List<String> said(Lease lease) {
        return claims.work(lease).remarks().stream().map(Remark::words).toList();
    }

    private String events(Running running, String what) {
        return queue.value(
                "select string_agg(cast(detail as text), ' ' order by id) from task_event where execution_id = '"
                        + running.id() + "' and what = '" + what + "'");
    }
}
