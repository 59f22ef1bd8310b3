package dev.coppice.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastLinesTest {

    @Test
    void ofALongTextTheLastFiftyLinesAreKept() {
        var text = IntStream.rangeClosed(1, 80).mapToObj(Integer::toString).collect(Collectors.joining("\n"));

        assertThat(LastLines.of(text + "\n\n").lines()).hasSize(50).first().isEqualTo("31");
    }

    @Test
    void aShortTextIsKeptAsItIs() {
        assertThat(LastLines.of("")).isEmpty();
        assertThat(LastLines.of("\n")).isEmpty();
        assertThat(LastLines.of("one")).isEqualTo("one");
        assertThat(LastLines.of("\none\n")).isEqualTo("\none");
    }

    @Test
    void ofALineWithoutEndTheEndIsKept() {
        assertThat(LastLines.of("a".repeat(100_000) + "z")).hasSize(8_000).endsWith("az");
    }
}
