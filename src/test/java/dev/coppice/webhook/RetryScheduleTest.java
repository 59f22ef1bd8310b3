package dev.coppice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static Optional<Duration> after(int tries) {
        return RetrySchedule.after(tries, Optional.empty(), 0);
    }

    @Test
    void thePausesGrowAndTheTenthTryIsTheLast() {
        assertThat(after(1)).hasValue(Duration.ofSeconds(5));
        assertThat(after(2)).hasValue(Duration.ofMinutes(5));
        assertThat(after(9)).hasValue(Duration.ofHours(24));
        assertThat(after(10)).isEmpty();
        assertThat(IntStream.range(1, 9))
                .allMatch(tries ->
                        after(tries).orElseThrow().compareTo(after(tries + 1).orElseThrow()) < 0);
    }

    @Test
    void whatFailedTogetherDoesNotComeBackTogether() {
        assertThat(RetrySchedule.after(2, Optional.empty(), 0.5)).hasValue(Duration.ofSeconds(330));
        assertThat(RetrySchedule.after(2, Optional.empty(), 1)).hasValue(Duration.ofMinutes(6));
    }

    @Test
    void aWishCanMakeAPauseLongerButNeverShorter() {
        assertThat(RetrySchedule.after(1, Optional.of(Duration.ofMinutes(1)), 0))
                .hasValue(Duration.ofMinutes(1));
        assertThat(RetrySchedule.after(2, Optional.of(Duration.ofMinutes(1)), 0))
                .hasValue(Duration.ofMinutes(5));
        assertThat(RetrySchedule.after(1, Optional.of(Duration.ofDays(30)), 0)).hasValue(Duration.ofDays(1));
    }
}
