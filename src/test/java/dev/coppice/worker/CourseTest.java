package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.money.Spent;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Claim;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final Course course = new Course();

    private PastAttempt over() {
        var lease = new Lease(ExecutionId.random(), new TaskId(1), 1, UUID.randomUUID());
        var claim = new Claim(lease, new TaskNumber("1.1"), "shell", Path.of("/repository"), Duration.ZERO);
        return course.over(claim, Spent.NOTHING);
    }

    @Test
    void phasesFollowEachOtherWithoutAGap() {
        course.enters(Phase.RUNNING);
        course.enters(Phase.RUNNING);
        course.enters(Phase.VERIFYING);
        course.enters(Phase.RUNNING);
        course.enters(Phase.LANDING);

        var phases = over().phases();

        assertThat(phases)
                .extracting(PastPhase::phase)
                .containsExactly(Phase.PREPARING, Phase.RUNNING, Phase.VERIFYING, Phase.RUNNING, Phase.LANDING);
        for (int next = 1; next < phases.size(); next++) {
            var before = phases.get(next - 1);
            assertThat(before.took()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(phases.get(next).began()).isEqualTo(before.began().plus(before.took()));
        }
    }

    @Test
    void anAttemptThatNobodyTellsTheEndOfHasLostItsLease() {
        assertThat(over().end()).isEqualTo(PastAttempt.End.LOST);
    }

    @Test
    void theFirstEndIsBelieved() {
        course.completes();
        course.ends(new AttemptEnd.Failed("infrastructure", "could not read what it had landed", false));

        assertThat(over().end()).isEqualTo(PastAttempt.End.COMPLETED);
    }

    @Test
    void anEndKeepsItsReason() {
        course.ends(new AttemptEnd.Failed("check_failed", "a long text", true));

        var past = over();

        assertThat(past.end()).isEqualTo(PastAttempt.End.FAILED);
        assertThat(past.reason()).isEqualTo("check_failed");
    }
}
