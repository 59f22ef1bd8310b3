package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.process.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CoppiceCommand.line(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** What bash offers after these words, the last of which is being typed. */
    private List<String> completions(String... words) throws IOException, InterruptedException {
        out.getBuffer().setLength(0);
        assertThat(run("completion", "bash")).isZero();
        var script = Files.writeString(folder.resolve("completion"), out.toString());
        var line = "coppice " + String.join(" ", words);
        var bash = new ProcessBuilder("bash", "--norc", "-eu", "-c", """
                        set +u
                        compopt() { :; } # Only a shell that somebody types into has it.
                        source "$1"
                        COMP_LINE="$2"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($2); [[ "$2" != *' ' ]] || COMP_WORDS+=("")
                        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                        complete -p coppice >/dev/null
                        _complete_coppice
                        printf '%s\\n' "${COMPREPLY[@]}"
                        """, "bash", script.toString(), line)
                .redirectErrorStream(true)
                .start();
        var printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(printed).isZero();
        return printed.lines().map(String::strip).toList();
    }

    @Test
    void bashLoadsItAndCompletesCommandsAndOptions() throws Exception {
        assumeTrue(Programs.find("bash", folder, System.getenv()).isPresent(), "there is no bash on PATH");

        assertThat(completions("su")).containsExactly("submit");
        assertThat(completions("re")).contains("resume", "retry");
        assertThat(completions("watch", "--ju")).containsExactly("--junit");
    }

    @Test
    void onlyShellsThatItIsForAreNamed() {
        assertThat(run("completion", "zsh")).isZero();
        assertThat(out.toString()).contains("ZSH_VERSION").contains("bashcompinit");

        assertThat(run("completion", "fish")).isEqualTo(2);
        assertThat(err.toString()).contains("no completion for 'fish'");
    }
}
