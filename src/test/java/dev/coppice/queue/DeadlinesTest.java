package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeadlinesTest {

    private static final Scheduling WITHIN_AN_HOUR =
            new Scheduling(Optional.empty(), 0, 0, Optional.of(Duration.ofHours(1)));

    @Inject
    TestQueue queue;

    @Inject
    Deadlines deadlines;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    private Running running;

    @BeforeEach
    void submit() {
        running = queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.2")), TestQueue.home()),
                WITHIN_AN_HOUR));
    }

    @Test
    void beforeItNothingHappens() {
        assertThat(deadlines.passed()).doesNotContain(running.id());
        assertThat(deadlines.enforce(running.id())).isZero();
        assertThat(queue.status(running).deadlineAt()).isPresent();
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1", "1.2");
    }

    @Test
    void afterItNothingIsClaimedAndWhatIsQueuedFails() {
        var lease = queue.claimOne(running);
        pass();

        assertThat(queue.claim(running, 4)).isEmpty();
        assertThat(deadlines.passed()).contains(running.id());
        assertThat(deadlines.enforce(running.id())).isEqualTo(2);

        assertThat(queue.taskState(running, "1.2")).isEqualTo(new TaskState.Failed("deadline_passed"));
        assertThat(queue.task(running, "1.3").error()).contains("the deadline passed before it could run");
        assertThat(queue.state(running)).isEqualTo("executing");

        attempts.end(lease, new AttemptEnd.Failed("deadline_passed", "it ran too long", false));
        assertThat(queue.state(running)).isEqualTo("failed");
        assertThat(deadlines.passed()).doesNotContain(running.id());
    }

    @Test
    void aPausedExecutionHasItsDeadlineToo() {
        steering.pause(running.id(), "requested");
        pass();

        deadlines.enforce(running.id());

        assertThat(queue.state(running)).isEqualTo("failed");
    }

    @Test
    void aRetryBeginsItsTimeAnew() {
        pass();
        deadlines.enforce(running.id());

        steering.retry(running.id());

        assertThat(queue.claimedNumbers(running)).containsExactly("1.1", "1.2");
        assertThat(deadlines.passed()).doesNotContain(running.id());
    }

    private void pass() {
        var before = " = clock_timestamp() - interval '1 s' where ";
        queue.change("update execution set deadline_at" + before + "id = '" + running.id() + "'");
        queue.change("update task set deadline_at" + before + "execution_id = '" + running.id() + "'");
    }
}
