package dev.coppice.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Prompt;
import dev.coppice.agent.Tasks;
import dev.coppice.money.Consumption;
import dev.coppice.money.Usage;
import dev.coppice.plan.Verification;
import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void itMayTellWhatItCost() {
        var report =
                report("echo working; echo '{\"coppice\": {\"cost_usd\": 0.25, \"summary\": \"half\"}}'; echo more;"
                        + " printf '{\"coppice\":{\"cost_usd\":0.5}}'");

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.5"));
        assertThat(log.text()).contains("half");
    }

    @Test
    void itMayTellItsTokensAndEachTellingIsHeardAtOnce() {
        var heard = new ArrayList<Consumption>();
        var script = "cat > /dev/null; echo '{\"coppice\": {\"cost_usd\": 0.25}}';"
                + " echo '{\"coppice\": {\"tokens\": {\"model\": \"m\", \"input\": 5, \"output\": 6, \"cache_read\": 7}}}'";

        var report = new CommandAgent(List.of("sh", "-c", script))
                .work(assignment, new HostLauncher(), log, _ -> {}, new AgentListener() {
                    @Override
                    public void answered() {}

                    @Override
                    public void spent(Consumption soFar) {
                        heard.add(soFar);
                    }
                });

        var cost = Optional.of(new BigDecimal("0.250000"));
        assertThat(heard)
                .containsExactly(
                        new Consumption(cost, Map.of()), new Consumption(cost, Map.of("m", new Usage(5, 6, 7, 0))));
        assertThat(report.consumption()).isEqualTo(heard.getLast());
    }

    @Test
    void itMayTellThatItCannotGoOn() {
        assertThat(report("echo '{\"coppice\": {\"question\": \"which database?\", \"cost_usd\": 1}}'; exit 3"))
                .satisfies(report -> {
                    assertThat(report.result()).isEqualTo(new AgentResult.Blocked("question", "which database?"));
                    assertThat(report.cost()).isPresent();
                });
        assertThat(report("echo '{\"coppice\": {\"blocked\": \"no access\"}}'").result())
                .isEqualTo(new AgentResult.Blocked("blocked", "no access"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"coppice\": 5}",
                "{\"coppice\": {\"cost_usd\": -1, \"blocked\": \" \"}}",
                "{\"coppice\": {\"cost_usd\": 1e400, \"question\": null}}",
                "{\"coppice\": {\"cost_usd\": \"much\"",
                "{\"other\": {\"blocked\": \"x\"}}",
                "{\"coppice\": [[[[[[[["
            })
    void whatIsNoReportIsOutput(String line) {
        var report = report("cat <<'END'\n" + line + "\nEND");

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.cost()).isEmpty();
    }

    private AgentReport report(String script) {
        return new CommandAgent(List.of("sh", "-c", script)).work(assignment, new HostLauncher(), log, _ -> {});
    }

    private AgentResult work(String... arguments) {
        return new CommandAgent(List.of(arguments))
                .work(assignment, new HostLauncher(), log, _ -> {})
                .result();
    }
}
