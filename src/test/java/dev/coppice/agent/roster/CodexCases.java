package dev.coppice.agent.roster;

import static dev.coppice.agent.roster.CliCase.FILE;
import static dev.coppice.agent.roster.CliCase.blocked;
import static dev.coppice.agent.roster.CliCase.unavailable;
import static dev.coppice.agent.roster.TestedCli.CODEX;

import dev.coppice.fakemodel.Scenario;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** How runs of the codex CLI end. */
final class CodexCases {

    private CodexCases() {}

    static Stream<CliCase> all() {
        return Stream.of(
                CliCase.of(CODEX, "writes-a-file", FILE, CliCase::finished),
                CliCase.of(CODEX, "runs-a-failing-command", new Scenario.Runs("exit 3"), CliCase::finished),
                CliCase.of(CODEX, "gets-over-a-failure", new Scenario.Recovers(1, 500, FILE), CliCase::finished),
                CliCase.status(CODEX, 400, blocked("agent_configuration", "the provider says 400")),
                CliCase.status(CODEX, 401, unavailable("not_logged_in", "401")),
                CliCase.status(CODEX, 403, unavailable("account_blocked", "403")),
                CliCase.status(CODEX, 404, blocked("agent_configuration", "404")),
                CliCase.status(CODEX, 429, unavailable("rate_limited", "429")),
                CliCase.status(CODEX, 500, unavailable("provider_failed")),
                CliCase.status(CODEX, 529, unavailable("provider_failed")),
                CliCase.status(CODEX, 503, unavailable("provider_failed")),
                CliCase.of(CODEX, "connection-cut", new Scenario.Cuts(), unavailable("provider_failed")),
                new CliCase(CODEX, "nobody-listens", FILE, Map.of(), nobodyListens(), unavailable("provider_failed")),
                new CliCase(
                        CODEX,
                        "no-login",
                        new Scenario.Fails(401, "there is no key in the request"),
                        Map.of("coppice.codex.home", "own"),
                        Map.of(),
                        unavailable("not_logged_in")),
                CliCase.of(
                        CODEX,
                        "bad-flag",
                        FILE,
                        Map.of("coppice.codex.sandbox", "nonsense"),
                        blocked("agent_configuration", "nonsense")));
    }

    private static Map<String, String> nobodyListens() {
        var variables = new HashMap<>(CODEX.key());
        variables.putAll(CODEX.pointedAt("http://127.0.0.1:1"));
        return variables;
    }
}
