package dev.coppice.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.command.ShellWords.Malformed;
import dev.coppice.agent.command.ShellWords.Words;
import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    /** The real shell is the judge. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude -p --model x",
                "  a   b\tc ",
                "'a b' \"c d\"",
                "a'b'\"c\"d",
                "'' \"\" x",
                "a\\ b \\' \\\"",
                "'it'\\''s'",
                "\"a \\\" \\\\ \\n 'x'\"",
                "'\\n'",
                "--flag='a b'=c",
                "ü€😀 'ü b'"
            })
    void theWordsAreTheOnesAShellWouldPass(String line) {
        assertThat(ShellWords.split(line)).isEqualTo(new Words(shellWords(line)));
    }

    @Test
    void nothingIsExpanded() {
        assertThat(ShellWords.split("$HOME `id` *.java ; a|b"))
                .isEqualTo(new Words(List.of("$HOME", "`id`", "*.java", ";", "a|b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "'a", "a \"b", "a\\", "\"a\\\""})
    void whatAShellWouldWaitForMoreOfIsMalformed(String line) {
        assertThat(ShellWords.split(line)).isInstanceOf(Malformed.class);
    }

    private static List<String> shellWords(String line) {
        var words = new Capture(10_000);
        var command = new Command(
                List.of("sh", "-c", "printf '%s\\n' " + line),
                Path.of("/"),
                Map.of("PATH", System.getenv("PATH")),
                "",
                Duration.ofSeconds(20));
        new DirectLauncher().launch(command, words, Output.none()).await();
        return words.text().lines().toList();
    }
}
