package dev.coppice.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTest {

    private static final String HOSTILE = "x\ncoppice: forged\r\ncoppice: forged\rcoppice: forged\u001b[2J\u202e\u0000";

    static Stream<Entry> hostile() {
        return Stream.of(
                new Entry.Text(HOSTILE),
                new Entry.Thought(HOSTILE),
                new Entry.Call(HOSTILE, HOSTILE),
                new Entry.Returned(new Entry.Call("\ncoppice: forged", "\ncoppice: forged")),
                new Entry.Result(HOSTILE, true),
                new Entry.Result(HOSTILE.repeat(100_000), false));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noLineOfItCanPassForCoppicesOwnOrMoveACursor(Entry entry) {
        assertThat(entry.lines())
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("coppice"))
                .noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\u202e].*"))
                .anyMatch(line -> line.contains("forged"));
    }

    @Test
    void aShortResultIsThereWhole() {
        assertThat(new Entry.Result(" \n\n  one\ntwo\n", false).lines()).containsExactly("  |   one", "  | two");
        assertThat(new Entry.Result(" \n", false).lines()).isEmpty();
    }

    @Test
    void ofALongResultTheFirstAndTheLastLinesAreLeftAndTheRestIsCounted() {
        var output = IntStream.range(100, 200).mapToObj(Integer::toString).reduce("", (all, line) -> all + line + "\n");

        assertThat(new Entry.Result(output, true).lines())
                .hasSize(11)
                .startsWith("  ! 100", "  ! 101")
                .contains("  ! … " + (399 - 2 * 19) + " characters left out …")
                .endsWith("  ! 198", "  ! 199");
    }

    @Test
    void aLineWithoutEndIsCutBetweenCharacters() {
        for (String padding : new String[] {"", "x"}) {
            var lines = new Entry.Result(padding + "😀".repeat(1_000_000), false).lines();

            assertThat(lines).hasSize(3);
            assertThat(String.join("", lines)).hasSizeLessThan(1_100);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(String.join("", lines)))
                    .isTrue();
        }
    }

    @Test
    void aTextOfOneLineBreakOnlyOrOfManyIsBounded() {
        assertThat(new Entry.Text("\n").lines()).isEmpty();
        assertThat(new Entry.Text("word\n".repeat(10_000)).lines()).hasSize(201);
    }
}
