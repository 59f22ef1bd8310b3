package dev.coppice.agent.roster;

import static dev.coppice.agent.roster.CliCase.FILE;
import static dev.coppice.agent.roster.CliCase.blocked;
import static dev.coppice.agent.roster.CliCase.unavailable;
import static dev.coppice.agent.roster.TestedCli.OPENCODE;

import dev.coppice.fakemodel.Scenario;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** How runs of the opencode CLI end. */
final class OpencodeCases {

    private OpencodeCases() {}

    static Stream<CliCase> all() {
        return Stream.of(
                CliCase.of(OPENCODE, "writes-a-file", FILE, CliCase::finished),
                CliCase.of(OPENCODE, "runs-a-failing-command", new Scenario.Runs("exit 3"), CliCase::finished),
                CliCase.of(OPENCODE, "gets-over-a-failure", new Scenario.Recovers(1, 500, FILE), CliCase::finished),
                CliCase.status(OPENCODE, 400, blocked("agent_configuration", "the provider says 400")),
                CliCase.status(OPENCODE, 401, unavailable("not_logged_in", "the provider says 401")),
                CliCase.status(OPENCODE, 403, unavailable("account_blocked", "the provider says 403")),
                CliCase.status(OPENCODE, 404, blocked("agent_configuration")),
                CliCase.status(OPENCODE, 429, unavailable("rate_limited")),
                CliCase.status(OPENCODE, 529, unavailable("provider_failed")),
                CliCase.of(OPENCODE, "connection-cut", new Scenario.Cuts(), unavailable("provider_failed")),
                new CliCase(
                        OPENCODE, "nobody-listens", FILE, Map.of(), nobodyListens(), unavailable("provider_failed")),
                CliCase.of(
                        OPENCODE,
                        "unknown-model",
                        FILE,
                        Map.of("coppice.opencode.model", "fake/no-such-model"),
                        blocked("agent_configuration", "no-such-model")));
    }

    private static Map<String, String> nobodyListens() {
        var variables = new HashMap<>(OPENCODE.key());
        variables.putAll(OPENCODE.pointedAt("http://127.0.0.1:1"));
        return variables;
    }
}
