package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActiveAttemptTest {

    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final StoppableProcess process = new StoppableProcess();

    private static ActiveAttempt attempt(long sentAt) {
        var lease = new Lease(ExecutionId.random(), new TaskId(1), 1, UUID.randomUUID());
        return new ActiveAttempt(lease, 1, sentAt, LENGTH);
    }

    @Test
    void aStopReachesTheProcessThatRuns() {
        var attempt = attempt(System.nanoTime());
        attempt.runs(process);

        attempt.stop(ActiveAttempt.Stop.CANCELLED);

        assertThat(process.stopped).isTrue();
    }

    @Test
    void aStopThatCameFirstReachesTheProcessThatStartsLater() {
        var attempt = attempt(System.nanoTime());
        attempt.stop(ActiveAttempt.Stop.RELEASED);

        attempt.runs(process);

        assertThat(process.stopped).isTrue();
    }

    @Test
    void theFirstReasonStaysUnlessTheLeaseIsLost() {
        var attempt = attempt(System.nanoTime());

        attempt.stop(ActiveAttempt.Stop.RELEASED);
        attempt.stop(ActiveAttempt.Stop.CANCELLED);
        assertThat(attempt.stopped()).isEqualTo(ActiveAttempt.Stop.RELEASED);

        attempt.stop(ActiveAttempt.Stop.LOST);
        assertThat(attempt.stopped()).isEqualTo(ActiveAttempt.Stop.LOST);
    }

    @Test
    void trustEndsBeforeTheLeaseDoesAndARenewalBringsItBack() {
        long now = System.nanoTime();
        var attempt = attempt(now - LENGTH.minusSeconds(1).toNanos());
        assertThat(attempt.isTrusted()).isFalse();

        attempt.renewed(System.nanoTime(), LENGTH);

        assertThat(attempt.isTrusted()).isTrue();
    }

    @Test
    void aShortLeaseIsTrustedForMostOfItsTime() {
        var attempt = attempt(System.nanoTime());

        attempt.renewed(System.nanoTime(), Duration.ofSeconds(4));

        assertThat(attempt.isTrusted()).isTrue();
    }

    @Test
    void aLostLeaseIsNeverTrusted() {
        var attempt = attempt(System.nanoTime());

        attempt.stop(ActiveAttempt.Stop.LOST);

        assertThat(attempt.isTrusted()).isFalse();
    }

    private static final class StoppableProcess implements RunningProcess {

        private boolean stopped;

        @Override
        public Optional<ProcessIdentity> identity() {
            return Optional.empty();
        }

        @Override
        public ProcessResult await() {
            throw new AssertionError("nobody waits here");
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
