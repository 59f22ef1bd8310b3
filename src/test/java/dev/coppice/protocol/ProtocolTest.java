package dev.coppice.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All interleavings of a small world are right, and without any one safeguard some are wrong. */
class ProtocolTest {

    /** A fault kills a worker, which comes back, or only its git. Every run may also lose answers, and stop anybody for any time. */
    @ParameterizedTest
    @CsvSource({"1, 2, 2, 1", "1, 2, 3, 0", "1, 3, 2, 0", "2, 2, 1, 0"})
    void everyInterleavingIsRightAndCanComeToItsEnd(int tasks, int workers, int attempts, int faults) {
        var protocol = new Protocol(tasks, workers, attempts, faults, EnumSet.allOf(Safeguard.class));

        var verdict = Checker.check(protocol);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Checker.Verdict.Right.class,
                        right -> assertThat(right.worlds()).isGreaterThan(2_000));
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheSafeguardSomethingGoesWrong(Safeguard missing) {
        var others = EnumSet.complementOf(EnumSet.of(missing));

        var verdict = Checker.check(new Protocol(1, 2, 2, 1, others));

        assertThat(verdict).as("without %s: %s", missing, verdict).isInstanceOf(Checker.Verdict.Wrong.class);
    }

    @Test
    void theShortestWayToAViolationIsShown() {
        var protocol = new Protocol(1, 1, 1, 0, EnumSet.complementOf(EnumSet.of(Safeguard.REAPER_LOOKS_AGAIN)));

        assertThat(Checker.check(protocol)).hasToString("""
                a lease that was renewed is taken away after
                  worker 0 claims task 0
                  the lease of attempt 1 expires
                  a reaper sees attempt 1 expired
                  worker 0 renews
                  attempt 1 is reaped""");
    }
}
