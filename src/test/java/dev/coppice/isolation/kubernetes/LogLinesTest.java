package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A log that is read again and again says everything once. */
class LogLinesTest {

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final LogLines lines = new LogLines((buffer, length) -> heard.write(buffer, 0, length));

    private void read(String log) throws IOException {
        lines.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    }

    private String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Test
    void timesAreTakenAway() throws IOException {
        read(
                "2026-11-27T10:00:00.1Z one é\n2026-11-27T10:00:00.2Z \n2026-11-27T10:00:00.3Z  two words\n2026-11-27T10:00:01Z end");

        assertThat(heard()).isEqualTo("one é\n\n two words\nend");
    }

    @Test
    void theNextReadingBeginsASecondBeforeTheLast() throws IOException {
        assertThat(lines.since()).isEmpty();

        read("2026-11-27T10:00:05.9Z x\n");

        assertThat(lines.since()).contains("2026-11-27T10:00:04Z");
    }

    @Test
    void linesOfTheSameTimeAreToldApartByTheirNumber() throws IOException {
        read("2026-11-27T10:00:05.9Z x\n");
        read("2026-11-27T10:00:05.9Z x\n2026-11-27T10:00:05.9Z x\n2026-11-27T10:00:05.8Z late\n");
        read("2026-11-27T10:00:05.9Z x\n2026-11-27T10:00:05.9Z x\n2026-11-27T10:00:05.8Z late\n");

        assertThat(heard()).isEqualTo("x\nx\nlate\n");
    }

    @Test
    void aConnectionMayBreakAnywhere() throws IOException {
        var whole = new StringBuilder();
        var expected = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            whole.append("2026-11-27T10:00:00.%03dZ line %d%s%n".formatted(i, i, "-".repeat(i)));
            expected.append("line %d%s%n".formatted(i, "-".repeat(i)));
        }
        var random = new Random(7);

        for (int end = 0; end < whole.length(); end += 1 + random.nextInt(60)) {
            read(whole.substring(0, end));
        }
        read(whole.toString());

        assertThat(heard()).isEqualTo(expected.toString());
    }
}
