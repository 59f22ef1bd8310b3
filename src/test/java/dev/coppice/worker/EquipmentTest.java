package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.Agent;
import dev.coppice.agent.command.CommandAgent;
import dev.coppice.agent.command.ShellAgent;
import dev.coppice.isolation.Enclosure;
import dev.coppice.process.HostLauncher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EquipmentTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/bin", "ONE_AGENTS_OWN", "12345678");

    private static Equipment equipment(Agent agent) {
        return new Equipment(agent, ENVIRONMENT, Set.of("ONE_AGENTS_OWN"), new Enclosure.OnHost(HostLauncher.detect()));
    }

    @Test
    void whatOneAgentAloneIsGivenReachesNoCheckAndNoScriptOfThePlan() {
        assertThat(equipment(new CommandAgent(List.of("true"))).environmentOfAgent())
                .isEqualTo(ENVIRONMENT);
        assertThat(equipment(new CommandAgent(List.of("true"))).environmentOfChecks())
                .containsExactly(Map.entry("PATH", "/bin"));
        assertThat(equipment(new ShellAgent()).environmentOfAgent()).containsExactly(Map.entry("PATH", "/bin"));
    }

    @Test
    void noSecretOfItsEnvironmentIsInWhatIsWrittenAboutTheWork() {
        var equipment = new Equipment(
                new CommandAgent(List.of("true")),
                Map.of("API_TOKEN", "tell-nobody"),
                Set.of(),
                new Enclosure.OnHost(HostLauncher.detect()));

        assertThat(equipment.withoutSecrets("Log in with tell-nobody.\n")).isEqualTo("Log in with [redacted].\n");
    }
}
