package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import dev.coppice.task.TaskState.Cancelled;
import dev.coppice.task.TaskState.Completed;
import dev.coppice.task.TaskState.Failed;
import dev.coppice.task.TaskState.Queued;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AttemptEndTest {

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    @Inject
    Steering steering;

    private Running running;
    private Lease lease;

    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        lease = queue.claimOne(running);
    }

    @Test
    void workThatIsVerifiedWithoutAChangeCompletesAndLetsTheNextStart() {
        assertThat(attempts.end(lease, new AttemptEnd.CompletedUnchanged())).isEqualTo(accepted(new Completed(null)));

        var task = queue.task(running, "1.1");
        assertThat(task.state()).isEqualTo(new Completed(null));
        assertThat(task.finishedAt()).isPresent();
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @Test
    void aTasksOwnFailureIsFinalUnlessRetriesAreConfigured() {
        var failed = new AttemptEnd.Failed("check_failed", "2 tests failed\0", true);

        assertThat(attempts.end(lease, failed)).isEqualTo(accepted(new Failed("check_failed")));

        var task = queue.task(running, "1.1");
        assertThat(task.error()).contains("2 tests failed");
        assertThat(task.attempts().getFirst().reason()).contains("check_failed");
        assertThat(counter("failures")).isEqualTo("1");
    }

    @Test
    void aFailureThatMayBeRetriedIsRetriedAtOnceAndThenLater() {
        limit("max_retries", 2);
        var timedOut = new AttemptEnd.TimedOut("after 30 minutes");

        assertThat(attempts.end(lease, timedOut)).isEqualTo(accepted(new Queued(0)));
        var second = queue.claimOne(running);
        assertThat(second.attempt()).isEqualTo(2);
        attempts.end(second, timedOut);

        assertThat(secondsUntilRetry()).isBetween(1.5, 5.0);
        assertThat(queue.claim(running, 1)).isEmpty();
        makeDue();
        assertThat(attempts.end(queue.claimOne(running), timedOut)).isEqualTo(accepted(new Failed("timed_out")));
        assertThat(queue.task(running, "1.1").attempts()).hasSize(3);
    }

    @Test
    void eachRetryAfterAFailureIsDoneByTheNextAgentAndTheLastOneDoesTheRest() {
        limit("max_retries", 3);
        queue.change("update task set escalation = '{strong,strongest}' where id = "
                + lease.task().value());
        var failure = new AttemptEnd.Failed("check_failed", "", true);

        attempts.end(lease, new AttemptEnd.Infrastructure("infrastructure", "disk full"));
        assertThat(agents()).containsExactly("shell");
        attempts.end(claimBy("shell"), failure);
        attempts.end(claimBy("strong"), new AttemptEnd.Released("stopping"));
        attempts.end(claimBy("strong"), failure);
        attempts.end(claimBy("strongest"), failure);
        assertThat(attempts.end(claimBy("strongest"), failure)).isEqualTo(accepted(new Failed("check_failed")));

        assertThat(agents()).containsExactly("shell", "shell", "strong", "strong", "strongest", "strongest");
    }

    @Test
    void afterARetryByAPersonTheAgentsGoOnFromWhereTheTaskIsAndNeverBack() {
        limit("max_retries", 1);
        queue.change("update task set escalation = '{strong,strongest}' where id = "
                + lease.task().value());
        var failure = new AttemptEnd.Failed("check_failed", "", true);
        attempts.end(lease, failure);
        attempts.end(claimBy("strong"), failure);

        steering.retry(running.id(), new TaskNumber("1.1"));
        attempts.end(claimBy("strong"), failure);
        attempts.end(claimBy("strongest"), failure);
        steering.retry(running.id(), new TaskNumber("1.1"));
        attempts.end(claimBy("strongest"), failure);
        attempts.end(claimBy("strongest"), failure);

        assertThat(agents()).containsExactly("shell", "strong", "strong", "strongest", "strongest", "strongest");
    }

    @Test
    void aTaskWhoseOwnAgentIsInTheEscalationBeginsThere() {
        limit("max_retries", 2);
        queue.change("update task set escalation = '{weak,shell,strong}' where id = "
                + lease.task().value());
        var failure = new AttemptEnd.Failed("check_failed", "", true);

        attempts.end(lease, failure);
        attempts.end(claimBy("strong"), failure);
        attempts.end(claimBy("strong"), failure);

        assertThat(agents()).containsExactly("shell", "strong", "strong");
    }

    private List<String> agents() {
        return queue.task(running, "1.1").attempts().stream()
                .map(attempt -> attempt.agent().orElse("?"))
                .toList();
    }

    private Lease claimBy(String agent) {
        makeDue();
        return queue.claimBy(running, agent);
    }

    @Test
    void aFailureThatCannotGetBetterIsNotRetried() {
        limit("max_retries", 2);

        assertThat(attempts.end(lease, new AttemptEnd.Failed("conflict", "a.txt", false)))
                .isEqualTo(accepted(new Failed("conflict")));
    }

    @Test
    void infrastructureFaultsHaveACountOfTheirOwn() {
        limit("max_infrastructure_faults", 1);
        var fault = new AttemptEnd.Infrastructure("infrastructure", "disk full");

        assertThat(attempts.end(lease, fault)).isEqualTo(accepted(new Queued(0)));
        assertThat(counter("failures")).isEqualTo("0");
        assertThat(counter("infrastructure_faults")).isEqualTo("1");
        assertThat(attempts.end(queue.claimOne(running), fault)).isEqualTo(accepted(new Failed("infrastructure")));
    }

    @Test
    void leaseLossesHaveACountOfTheirOwn() {
        limit("max_lease_losses", 1);

        assertThat(reaped(lease)).isEqualTo(accepted(new Queued(0)));
        assertThat(counter("lease_losses")).isEqualTo("1");
        assertThat(reaped(queue.claimOne(running))).isEqualTo(accepted(new Failed("lease_expired")));
    }

    @Test
    void aReleasedAttemptTouchesNoCountAndIsClaimableAtOnce() {
        assertThat(attempts.end(lease, new AttemptEnd.Released("stopping"))).isEqualTo(accepted(new Queued(0)));

        assertThat(counter("failures + lease_losses + infrastructure_faults + takeovers"))
                .isEqualTo("0");
        assertThat(queue.claimOne(running).attempt()).isEqualTo(2);
        assertThat(queue.task(running, "1.1").attempts().getFirst().state()).isEqualTo("released");
    }

    @Test
    void aCancelledAttemptCancelsItsTask() {
        assertThat(attempts.end(lease, new AttemptEnd.Cancelled())).isEqualTo(accepted(new Cancelled()));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 2.5, 5", "2, 7.5, 15", "3, 17.5, 35", "9, 150, 300", "40, 150, 300"})
    void theWaitBeforeARetryDoublesUpToFiveMinutes(int before, double least, double most) {
        limit("max_infrastructure_faults", 100);
        queue.change("update task set infrastructure_faults = " + before + " where id = "
                + lease.task().value());

        attempts.end(lease, new AttemptEnd.Infrastructure("infrastructure", "away"));

        assertThat(secondsUntilRetry()).isBetween(least - 2, most);
    }

    @Test
    void aMessageOfAnyLengthIsStored() {
        attempts.end(lease, new AttemptEnd.Failed("agent_failed", "x" + "🌳".repeat(20_000), false));

        assertThat(queue.task(running, "1.1").error().orElseThrow()).hasSizeBetween(10_000, 20_000);
    }

    private Ending reaped(Lease expiring) {
        queue.expire(expiring);
        return leases.reap(new ExpiredLease(expiring));
    }

    private static Ending accepted(TaskState after) {
        return new Ending.Accepted(after);
    }

    private void limit(String column, int limit) {
        queue.change("update task set " + column + " = " + limit + " where id = "
                + lease.task().value());
    }

    private String counter(String column) {
        return queue.value(
                "select " + column + " from task where id = " + lease.task().value());
    }

    private double secondsUntilRetry() {
        return Double.parseDouble(
                queue.value("select extract(epoch from run_at - clock_timestamp()) from task where id = "
                        + lease.task().value()));
    }

    private void makeDue() {
        queue.change("update task set run_at = clock_timestamp() where id = "
                + lease.task().value());
    }
}
