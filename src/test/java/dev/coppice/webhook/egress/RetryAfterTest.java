package dev.coppice.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                " 5 |5",
                "Fri, 27 Nov 2026 09:10:00 GMT|600",
                "0|",
                "-5|",
                "soon|",
                "99999999999999999999|",
                "Fri, 27 Nov 2026 08:00:00 GMT|",
                "|"
            })
    void itIsSecondsOrADateAhead(String header, Long seconds) {
        assertThat(RetryAfter.read(header, NOW).map(Duration::toSeconds).orElse(null))
                .isEqualTo(seconds);
    }
}
