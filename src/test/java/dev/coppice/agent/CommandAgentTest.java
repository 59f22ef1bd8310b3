package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.Verification;
import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandAgentTest {

    private final Capture log = new Capture(10_000);
    private final Assignment assignment =
            Tasks.assignment(Path.of("/"), Tasks.task(List.of(), Verification.none()), Duration.ofMinutes(1));

    @Test
    void thePromptIsItsWholeStandardInput() {
        assertThat(work("cat")).isEqualTo(new AgentResult.Finished());

        assertThat(log.text()).isEqualTo(Prompt.of(assignment));
    }

    @Test
    void itsArgumentsAreReadByNoShell() {
        work("printf", "%s|", "$HOME; `id`", "a  b");

        assertThat(log.text()).isEqualTo("$HOME; `id`|a  b|");
    }

    @Test
    void anErrorQuotesItsLastLines() {
        assertThat(work("sh", "-c", "cat >/dev/null; echo first; echo 'quota exceeded' >&2; exit 9"))
                .isEqualTo(new AgentResult.Failed("exit code 9: first\nquota exceeded", 9));
    }

    @Test
    void anAgentThatIsNotInstalledIsNamedAndNotTheTasksFault() {
        assertThat(work("no-such-agent"))
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("no-such-agent"));
    }

    private AgentResult work(String... arguments) {
        return new CommandAgent(List.of(arguments))
                .work(assignment, new HostLauncher(), log, _ -> {})
                .result();
    }
}
