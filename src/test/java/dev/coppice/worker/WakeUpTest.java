package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With polls and heartbeats held off, only what is told gets a worker to move. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WakeUpTest.WithoutHeartbeats.class)
class WakeUpTest extends AWorkingPlace {

    /** The first heartbeat would come after an hour. */
    public static final class WithoutHeartbeats implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.queue.lease", "4h", "coppice.queue.beat", "1h");
        }
    }

    @Inject
    Steering steering;

    private void startWithoutPolls() {
        scheduler.pause();
        startWorker();
        until(() -> !listenerPid().isEmpty());
    }

    @Test
    void aSubmissionOfThisProcessIsClaimedWithoutAPoll() {
        startWithoutPolls();

        var execution = submit("touch done");

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void whatAnotherProcessMakesClaimableIsClaimedWithoutAPoll() {
        scheduler.pause();
        var execution = submitUnheard("touch done");
        startWithoutPolls();
        admitElsewhere(execution);

        change("select pg_notify('coppice_queued', '" + own.id() + "')");

        awaitEnd(execution);
    }

    @Test
    void whatWasMissedWhileTheConnectionWasGoneIsClaimedOnceItIsBack() {
        scheduler.pause();
        var execution = submitUnheard("touch done");
        startWithoutPolls();
        admitElsewhere(execution);

        change("select pg_terminate_backend(" + listenerPid() + ")");

        awaitEnd(execution);
    }

    @Test
    void aCancelOfThisProcessReachesTheRunningAgentWithoutWaitingForAHeartbeat() {
        startWithoutPolls();
        var execution = submit("sleep 600");
        awaitAgent(execution);

        steering.cancel(execution);

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void aCancelOfAnotherProcessReachesTheRunningAgentWithoutWaitingForAHeartbeat() {
        startWithoutPolls();
        var execution = submit("sleep 600");
        awaitAgent(execution);
        change("update execution set cancel_requested_at = clock_timestamp() where id = '" + execution + "'");
        change("update task set cancel_requested_at = clock_timestamp() where execution_id = '" + execution + "'");

        change("select pg_notify('coppice_stop_asked', '" + execution + "')");

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void whatMakesNoSenseOnTheChannelsHarmsNobody() {
        scheduler.pause();
        var execution = submitUnheard("touch done");
        startWithoutPolls();
        change("select pg_notify('coppice_stop_asked', 'nonsense'), pg_notify('coppice_queued', ''),"
                + " pg_notify('coppice_queued', repeat('x', 7000))");

        admitElsewhere(execution);
        change("select pg_notify('coppice_queued', 'shared')");

        awaitEnd(execution);
    }
}
