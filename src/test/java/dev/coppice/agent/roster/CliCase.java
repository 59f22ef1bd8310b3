package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.fakemodel.Scenario;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One way in which a run of a CLI ends, and what that means for Coppice: once as a run of the real CLI, and once as a replay of what it
 * printed then.
 *
 * @param variables those that log it in, and those that win over where it would be sent
 */
record CliCase(
        TestedCli cli,
        String name,
        Scenario scenario,
        Map<String, String> settings,
        Map<String, String> variables,
        Consumer<AgentResult> meaning) {

    static final Scenario FILE = new Scenario.Writes("made.txt", "made\n");

    static CliCase of(TestedCli cli, String name, Scenario scenario, Consumer<AgentResult> meaning) {
        return new CliCase(cli, name, scenario, Map.of(), cli.key(), meaning);
    }

    static CliCase of(
            TestedCli cli,
            String name,
            Scenario scenario,
            Map<String, String> settings,
            Consumer<AgentResult> meaning) {
        return new CliCase(cli, name, scenario, settings, cli.key(), meaning);
    }

    /** The provider refuses every request with this status. */
    static CliCase status(TestedCli cli, int status, Consumer<AgentResult> meaning) {
        return of(cli, "status-" + status, new Scenario.Fails(status, "the provider says " + status), meaning);
    }

    static void finished(AgentResult result) {
        assertThat(result).isEqualTo(new AgentResult.Finished());
    }

    static Consumer<AgentResult> failed(String told) {
        return result -> assertThat(result)
                .isInstanceOfSatisfying(
                        AgentResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains(told));
    }

    static Consumer<AgentResult> blocked(String word, String... told) {
        return result -> assertThat(result).isInstanceOfSatisfying(AgentResult.Blocked.class, blocked -> {
            assertThat(blocked.word()).isEqualTo(word);
            assertThat(told).allMatch(blocked.reason()::contains);
        });
    }

    static Consumer<AgentResult> unavailable(String word, String... told) {
        return result -> assertThat(result).isInstanceOfSatisfying(AgentResult.Unavailable.class, unavailable -> {
            assertThat(unavailable.word()).isEqualTo(word);
            assertThat(told).allMatch(unavailable.reason()::contains);
        });
    }

    @Override
    public String toString() {
        return cli.agent() + " " + name;
    }
}
