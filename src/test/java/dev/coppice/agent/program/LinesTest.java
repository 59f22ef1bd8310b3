package dev.coppice.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private final List<String> seen = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void linesAreWholeWhereverTheChunksBegin(int size) {
        var lines = new Lines(100, seen::add);

        write(lines, "ä€😀\r\n\nsecond\nlast", size);
        lines.finish();

        assertThat(seen).containsExactly("ä€😀", "", "second", "last");
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() {
        var lines = new Lines(4, seen::add);

        write(lines, "123456789\nabcd\nx\n", 3);
        lines.finish();

        assertThat(seen).containsExactly("1234", "abcd", "x");
    }

    @Test
    void nothingPrintedIsNoLine() {
        new Lines(4, seen::add).finish();

        assertThat(seen).isEmpty();
    }

    private static void write(Lines to, String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            to.write(chunk, chunk.length);
        }
    }
}
