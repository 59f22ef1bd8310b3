package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.fakemodel.Scenario;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One way in which a run of the Claude CLI ends, and what that means for Coppice: once as a run of the real CLI, and once as a replay
 * of what it printed then.
 *
 * @param signal the one to end the real CLI with as soon as it has asked the model, "" for none
 */
record ClaudeCase(
        String name,
        Scenario scenario,
        Map<String, String> settings,
        Map<String, String> environment,
        String signal,
        Consumer<AgentResult> meaning) {

    private static final Map<String, String> KEY = Map.of("ANTHROPIC_API_KEY", "fake-key-that-is-redacted");
    /** Far enough away for the CLI to believe it: 2027-01-15T08:00:00Z. */
    private static final long RESET = 1_800_000_000;

    private static final Scenario FILE = new Scenario.Writes("made.txt", "made\n");

    static Stream<ClaudeCase> all() {
        return Stream.of(ends(), providerFailures(), signals()).flatMap(cases -> cases);
    }

    private static Stream<ClaudeCase> ends() {
        return Stream.of(
                with("writes-a-file", FILE, Map.of(), ClaudeCase::finished),
                with("runs-a-command", new Scenario.Runs("echo ran > made.txt"), Map.of(), ClaudeCase::finished),
                with("gets-over-failures", new Scenario.Recovers(2, 500, FILE), Map.of(), ClaudeCase::finished),
                with(
                        "denied",
                        new Scenario.Runs("make it"),
                        Map.of("coppice.claude.allowed-tools", "Read"),
                        blocked("permission_denied", "Bash", "coppice.claude.allowed-tools")),
                with(
                        "denied-and-accepted",
                        new Scenario.Runs("make it"),
                        Map.of("coppice.claude.allowed-tools", "Read", "coppice.claude.accept-denials", "true"),
                        ClaudeCase::finished),
                with(
                        "turn-limit",
                        new Scenario.Loops("echo again"),
                        Map.of("coppice.claude.max-turns", "2"),
                        blocked("turn_limit", "coppice.claude.max-turns")),
                with(
                        "budget",
                        new Scenario.Loops("echo again"),
                        Map.of("coppice.claude.max-budget-usd", "0.001"),
                        blocked("budget", "coppice.claude.max-budget-usd")),
                with(
                        "bad-flag",
                        FILE,
                        Map.of("coppice.claude.permission-mode", "nonsense"),
                        blocked("agent_configuration", "nonsense")));
    }

    private static Stream<ClaudeCase> providerFailures() {
        return Stream.of(
                with("status-400", fails(400), Map.of(), blocked("agent_configuration", "the provider says 400")),
                with("status-404", fails(404), Map.of(), blocked("agent_configuration")),
                with("status-401", fails(401), Map.of(), unavailable("not_logged_in", "401")),
                with("status-402", fails(402), Map.of(), unavailable("account_blocked")),
                with("status-403", fails(403), Map.of(), unavailable("account_blocked")),
                with("status-429", fails(429), Map.of(), unavailable("rate_limited")),
                new ClaudeCase(
                        "limit-with-reset",
                        new Scenario.Limits(RESET),
                        Map.of(),
                        Map.of("CLAUDE_CODE_OAUTH_TOKEN", "fake-token-that-is-redacted"),
                        "",
                        unavailable("rate_limited", "until 2027-01-15T08:00:00Z")),
                with("status-500", fails(500), Map.of(), unavailable("provider_failed")),
                with("status-529", fails(529), Map.of(), unavailable("provider_failed")),
                with("connection-cut", new Scenario.Cuts(), Map.of(), unavailable("provider_failed")),
                new ClaudeCase(
                        "nobody-listens",
                        FILE,
                        Map.of(),
                        Map.of("ANTHROPIC_API_KEY", "a-fake-key", "ANTHROPIC_BASE_URL", "http://127.0.0.1:1"),
                        "",
                        unavailable("provider_failed")),
                new ClaudeCase(
                        "no-login",
                        FILE,
                        Map.of("coppice.claude.home", "own"),
                        Map.of(),
                        "",
                        unavailable("not_logged_in")));
    }

    private static Stream<ClaudeCase> signals() {
        return Stream.of(
                new ClaudeCase(
                        "terminated",
                        new Scenario.Hangs(),
                        Map.of(),
                        KEY,
                        "TERM",
                        unavailable("infrastructure", "signal 15")),
                new ClaudeCase(
                        "killed",
                        new Scenario.Hangs(),
                        Map.of(),
                        KEY,
                        "KILL",
                        unavailable("infrastructure", "signal 9")),
                new ClaudeCase("interrupted", new Scenario.Hangs(), Map.of(), KEY, "INT", ClaudeCase::interrupted));
    }

    /** Before its first answer the CLI just exits, with 0 and without a result; the attempt knows that it was told to stop. */
    private static void interrupted(AgentResult result) {
        assertThat(result).isIn(new AgentResult.Stopped(), new AgentResult.Failed("exit code 0, and no result", 0));
    }

    private static ClaudeCase with(
            String name, Scenario scenario, Map<String, String> settings, Consumer<AgentResult> meaning) {
        return new ClaudeCase(name, scenario, settings, KEY, "", meaning);
    }

    private static Scenario fails(int status) {
        return new Scenario.Fails(status, "the provider says " + status);
    }

    private static void finished(AgentResult result) {
        assertThat(result).isEqualTo(new AgentResult.Finished());
    }

    private static Consumer<AgentResult> blocked(String word, String... told) {
        return result -> assertThat(result).isInstanceOfSatisfying(AgentResult.Blocked.class, blocked -> {
            assertThat(blocked.word()).isEqualTo(word);
            assertThat(told).allMatch(blocked.reason()::contains);
        });
    }

    private static Consumer<AgentResult> unavailable(String word, String... told) {
        return result -> assertThat(result).isInstanceOfSatisfying(AgentResult.Unavailable.class, unavailable -> {
            assertThat(unavailable.word()).isEqualTo(word);
            assertThat(told).allMatch(unavailable.reason()::contains);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
