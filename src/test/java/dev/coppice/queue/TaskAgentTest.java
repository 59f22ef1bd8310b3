package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.by;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.figures.PastFailures;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who works on a task whose plan names an agent, and what the next attempt is told of the one before. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TaskAgentTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "2 tests failed", true);

    @Inject
    TestQueue queue;

    @Inject
    Claims claims;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Inject
    PastFailures failures;

    private Running running;

    @BeforeEach
    void submit() {
        running = queue.submit(PlanDraft.of(task("1.1"), by("strong", "opus", task("1.2"))));
        queue.change("update task set max_retries = 5, escalation = '{strongest}' where execution_id = '" + running.id()
                + "'");
    }

    private void makeDue() {
        queue.change("update task set run_at = clock_timestamp() where execution_id = '" + running.id() + "'");
    }

    private String agent(String number) {
        return queue.value(
                "select agent from task where execution_id = '" + running.id() + "' and number = '" + number + "'");
    }

    @Test
    void theModelOfThePlanIsForTheAgentThatThePlanNamesAndForNoOther() {
        var named = queue.claimBy(running, "strong");
        assertThat(claims.work(named).agent()).isEqualTo("strong");
        assertThat(claims.work(named).model()).contains("opus");
        assertThat(claims.work(queue.claimOne(running)).model()).isEmpty();

        attempts.end(named, FAILED);
        makeDue();

        var escalated = queue.claimBy(running, "strongest");
        assertThat(claims.work(escalated).agent()).isEqualTo("strongest");
        assertThat(claims.work(escalated).model()).isEmpty();
    }

    @Test
    void anotherAgentForTheExecutionIsNoneForATaskThatHasItsOwn() {
        var other = new ExecutionSettings("other", List.of(), "host", Duration.ofMinutes(30), 4);

        steering.workWith(running.id(), other);

        assertThat(agent("1.1")).isEqualTo("other");
        assertThat(agent("1.2")).isEqualTo("strong");
    }

    /** Whoever claims it must be able to run containers, before and after. */
    @ParameterizedTest
    @EnumSource(names = {"CONTAINER", "DAGGER", "KUBERNETES"})
    void anotherAgentForAnExecutionInAnImageIsOneInThatImage(ExecutionMode mode) {
        var place = "@" + mode.word();
        queue.change("update execution set mode = '" + mode.word() + "' where id = '" + running.id() + "'");
        queue.change("update task set agent = agent || '" + place + "' where execution_id = '" + running.id() + "'");

        steering.workWith(running.id(), new ExecutionSettings("other", List.of(), "host", Duration.ofMinutes(30), 4));

        assertThat(agent("1.1")).isEqualTo("other" + place);
        assertThat(agent("1.2")).isEqualTo("strong" + place);
    }

    @Test
    void theNextAttemptIsToldOnlyOfAFailureThatCountsAgainstTheTask() {
        Lease lease = queue.claimOne(running);
        attempts.end(lease, new AttemptEnd.Infrastructure("infrastructure", "disk full"));
        makeDue();

        lease = queue.claimOne(running);
        assertThat(failures.last(lease)).isEmpty();
        attempts.end(lease, FAILED);
        makeDue();

        lease = queue.claimBy(running, "strongest");
        assertThat(failures.last(lease)).contains(new PastFailures.Failure("check_failed", "2 tests failed"));
    }
}
