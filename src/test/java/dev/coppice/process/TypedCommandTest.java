package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedCommandTest {

    @Test
    void plainWordsAreWrittenAsTheyAre() {
        assertThat(TypedCommand.of("git", "-C", "/tmp/x", "push", "origin", "abc:refs/heads/main"))
                .hasToString("git -C /tmp/x push origin abc:refs/heads/main");
    }

    @Test
    void aShellReadsEveryWordAsItWas() throws IOException {
        var words =
                List.of("a b", "it's", "$(touch x)", "`id`", "a;b", "", "-n", "größe", "a\nb", "*", "~", "\\", "\"");
        var line = new TypedCommand(words).toString();

        var process = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + line).start();
        var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(read).isEqualTo(String.join("\0", words) + "\0");
    }
}
