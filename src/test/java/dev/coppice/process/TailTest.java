package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {

    private final Tail tail = new Tail(100);

    @Test
    void onlyTheLastLinesAreKept() throws IOException {
        for (int i = 0; i < 1000; i++) {
            tail.line("line " + i);
        }
        tail.line("");

        assertThat(tail.lastLines(2)).isEqualTo("line 998\nline 999");
    }

    @Test
    void nothingPrintedIsNothingSaid() {
        assertThat(tail.lastLines(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {98, 99, 100, 101})
    void aCharacterCutInTwoAtTheStartIsLeftOut(int filler) throws IOException {
        tail.line("€" + "x".repeat(filler - 1));

        assertThat(tail.lastLines(1)).matches("€?x+");
    }

    @Test
    void aVeryLongLineIsShortened() throws IOException {
        var large = new Tail(10_000);
        large.line("x".repeat(9000));

        assertThat(large.lastLines(1)).hasSizeLessThan(510).endsWith("…");
    }

    @Test
    void aWriteLargerThanTheTailIsCutToItsEnd() {
        byte[] much = ("x".repeat(300) + "\nend\n").getBytes(StandardCharsets.US_ASCII);

        tail.write(much, much.length);

        assertThat(tail.lastLines(1)).isEqualTo("end");
    }

    @Test
    void whatIsShownCannotDriveATerminal() throws IOException {
        tail.line("\u001B[31mred\u001B[0m \u001B]0;title\u0007 50%\r100% \b\u202Etxt\u0000.");

        assertThat(tail.lastLines(2)).isEqualTo("red  50%\n100% \uFFFD\uFFFDtxt\uFFFD.");
    }

    @Test
    void oneFailingOutputDoesNotKeepTheOtherFromItsShare() {
        Output broken = (_, _) -> {
            throw new IOException("disk full");
        };

        assertThatThrownBy(() -> Tee.of(broken, tail).line("kept")).hasMessage("disk full");

        assertThat(tail.lastLines(1)).isEqualTo("kept");
    }
}
