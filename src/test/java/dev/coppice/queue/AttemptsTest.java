package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.process.ProcessIdentity;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.lease.Leases;
import dev.coppice.queue.lease.LeftoverProcess;
import dev.coppice.task.Lease;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState.Executing;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AttemptsTest {

    private static final ProcessIdentity PROCESS = new ProcessIdentity(4711, 99, UUID.randomUUID());

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    private Running running;
    private Lease lease;
    private Lease stale;

    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        lease = queue.claimOne(running);
        stale = new Lease(lease.execution(), lease.task(), lease.attempt(), UUID.randomUUID());
    }

    private static Spent spent(String cost, boolean isEstimate, Usage tokens) {
        return new Spent(Optional.of(new BigDecimal(cost)), isEstimate, tokens);
    }

    @Test
    void whatAnAttemptWritesIsReadBack() {
        assertThat(attempts.phase(lease, Phase.RUNNING)).isTrue();
        assertThat(attempts.prepared(lease, "logs/1.log", Optional.of("opus"))).isTrue();
        assertThat(attempts.kept(lease, TestQueue.commit('a'))).isTrue();
        assertThat(attempts.spent(lease, Duration.ofSeconds(2), Spent.NOTHING)).isTrue();
        assertThat(attempts.spent(lease, Duration.ZERO, spent("0.80", true, new Usage(9, 9, 9, 9))))
                .isTrue();
        assertThat(attempts.spent(lease, Duration.ofSeconds(1), spent("0.75", false, new Usage(1, 2, 3, 4))))
                .isTrue();

        var task = queue.task(running, "1.1");
        var attempt = task.attempts().getFirst();
        assertThat(task.state()).isEqualTo(new Executing(1, Phase.RUNNING));
        assertThat(task.agentTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(attempt.spent()).isEqualTo(spent("0.750000", false, new Usage(1, 2, 3, 4)));
        assertThat(attempt.log()).contains("logs/1.log");
        assertThat(attempt.agent()).contains("shell");
        assertThat(attempt.model()).contains("opus");
        assertThat(attempt.commit()).contains(TestQueue.commit('a'));
    }

    @Test
    void anAttemptWithAStaleTokenWritesNothing() {
        assertThat(attempts.phase(stale, Phase.RUNNING)).isFalse();
        assertThat(attempts.started(stale, PROCESS)).isFalse();
        assertThat(attempts.prepared(stale, "x", Optional.of("haiku"))).isFalse();
        assertThat(attempts.kept(stale, TestQueue.commit('a'))).isFalse();
        assertThat(attempts.spent(stale, Duration.ofSeconds(1), Spent.NOTHING)).isFalse();
        assertThat(attempts.end(stale, new AttemptEnd.CompletedUnchanged())).isEqualTo(new Ending.Fenced());

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Executing(1, Phase.PREPARING));
        assertThat(queue.claimedNumbers(running)).isEmpty();
    }

    @Test
    void anAttemptThatHasEndedWritesNothing() {
        attempts.end(lease, new AttemptEnd.CompletedUnchanged());

        assertThat(attempts.phase(lease, Phase.RUNNING)).isFalse();
        assertThat(attempts.end(lease, new AttemptEnd.Cancelled())).isEqualTo(new Ending.Fenced());
    }

    @Test
    void aProcessNobodySawEndIsFoundByTheFoldersNextOwner() {
        attempts.started(lease, PROCESS);
        var next = WorkerId.random();

        assertThat(leases.leftoverProcesses(running.home(), running.worker())).isEmpty();
        var leftovers = leases.leftoverProcesses(running.home(), next);

        assertThat(leftovers).containsExactly(new LeftoverProcess(lease.task(), 1, PROCESS));
        leases.markProcessEnded(leftovers.getFirst());
        assertThat(leases.leftoverProcesses(running.home(), next)).isEmpty();
    }

    @Test
    void anAttemptsNextProcessIsRecordedAfterItsFirstHasEnded() {
        var second = new ProcessIdentity(4712, 100, PROCESS.boot());
        attempts.started(lease, PROCESS);
        attempts.processEnded(lease, PROCESS);
        attempts.started(lease, second);
        attempts.processEnded(lease, PROCESS);

        assertThat(leases.leftoverProcesses(running.home(), WorkerId.random()))
                .extracting(LeftoverProcess::process)
                .containsExactly(second);
    }

    @Test
    void theEndOfAProcessIsRecordedEvenWhenTheLeaseIsLost() {
        attempts.started(lease, PROCESS);
        attempts.end(lease, new AttemptEnd.Released("stopping"));

        attempts.processEnded(lease, PROCESS);

        assertThat(leases.leftoverProcesses(running.home(), WorkerId.random())).isEmpty();
    }
}
