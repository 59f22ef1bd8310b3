package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole agent on what the real CLI printed once: a script says it again. Runs where there is no CLI. */
class RecordedClaudeTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Capture log = new Capture(1 << 20);
    private final List<RunningProcess> started = new ArrayList<>();

    static Stream<ClaudeCase> cases() {
        return ClaudeCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEndMeansWhatItMeantWhenItWasRecorded(ClaudeCase run) throws IOException {
        var program = Recording.of(run).program(folder);

        var report = work(program, run.settings(), run.environment(), LONG);

        run.meaning().accept(report.result());
        assertThat(started).hasSize(1);
    }

    @Test
    void costSessionModelAndVersionAreReported() throws IOException {
        var report = work(recorded("writes-a-file"), Map.of(), Map.of(), LONG);

        assertThat(report.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.01"));
        assertThat(log.text())
                .containsPattern("coppice: Claude CLI [\\d.]+, model [\\w.-]+, session [0-9a-f-]{36}\n")
                .contains("coppice: result success after 2 turns, cost 0.010000 USD\n");
    }

    @Test
    void theRecordingsAreOfTheVersionThatIsPinned() throws IOException {
        var pinned = Files.readAllLines(Path.of(".ci", "agent-clis")).stream()
                .filter(line -> line.startsWith("@anthropic-ai/claude-code "))
                .map(line -> line.replaceAll("^\\S+ (\\S+) .*", "$1"))
                .toList();

        work(recorded("writes-a-file"), Map.of(), Map.of(), LONG);

        assertThat(pinned)
                .hasSize(1)
                .allSatisfy(version -> assertThat(log.text()).contains("coppice: Claude CLI " + version + ", "));
    }

    @Test
    void everyLineOfTheCliIsInTheLogAsItCame() throws IOException {
        work(recorded("denied"), Map.of(), Map.of(), LONG);

        var lines = Files.readAllLines(Recording.of("denied").output());
        assertThat(log.text().lines()).containsAll(lines);
        assertThat(log.text()).contains("coppice: Bash was denied\n").contains("denied: Bash\n");
    }

    @Test
    void retriesOfTheCliAreToldToPeople() throws IOException {
        work(recorded("gets-over-failures"), Map.of(), Map.of(), LONG);

        assertThat(log.text()).contains("coppice: the provider failed (500 server_error), retry 1 of 2\n");
    }

    @Test
    void aProcessThatDoesNotEndAfterItsResultIsEndedAndJudgedByTheResult() throws IOException {
        var program =
                script("cat > /dev/null; cat '" + recordedOutput("writes-a-file") + "'; setsid sleep 600 & sleep 600");

        var report = work(program, Map.of(), Map.of(), LONG);

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(started.getFirst().identity().flatMap(identity -> ProcessHandle.of(identity.pid())))
                .isEmpty();
    }

    @Test
    void whatItSaysToBeingEndedIsNoResult() throws IOException {
        var program = script("trap 'cat \"" + recordedOutput("turn-limit") + "\"; exit 1' TERM; cat > /dev/null; cat '"
                + recordedOutput("writes-a-file") + "'; while :; do sleep 0.1; done");

        assertThat(work(program, Map.of(), Map.of(), LONG).result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void aRunThatIsStillAtWorkAfterItsTimeIsEnded() throws IOException {
        var limit = Duration.ofMillis(500);

        var report = work(script("sleep 600"), Map.of(), Map.of(), limit);

        assertThat(report.result()).isEqualTo(new AgentResult.TimedOut(limit));
    }

    @Test
    void theLastOfSeveralResultsCounts() throws IOException {
        var program = script("cat > /dev/null; cat '" + recordedOutput("status-529") + "' '"
                + recordedOutput("writes-a-file") + "'");

        assertThat(work(program, Map.of(), Map.of(), LONG).result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void aRunWithoutAResultHasFailedAndQuotesItsStandardError() throws IOException {
        var program = script("head -n 1 '" + recordedOutput("writes-a-file") + "'; echo 'out of luck' >&2; exit 7");

        assertThat(work(program, Map.of(), Map.of(), LONG).result())
                .isEqualTo(new AgentResult.Failed("exit code 7, and no result: out of luck", 7));
    }

    @Test
    void thePromptBeginsWithALineOfOursAndHoldsTheRepositorysNotes() throws IOException {
        Files.writeString(folder.resolve("CLAUDE.md"), "Tabs, never spaces.\n");

        work(script("cat > prompt.txt"), Map.of(), Map.of(), LONG);

        assertThat(folder.resolve("prompt.txt"))
                .content()
                .startsWith("# Task 1.2: ")
                .endsWith("(CLAUDE.md)\n\nTabs, never spaces.\n");
    }

    @Test
    void theArgumentsAreThoseOfTheSettings() throws IOException {
        var settings = Map.of(
                "coppice.claude.model", "-x",
                "coppice.claude.max-turns", "7",
                "coppice.claude.max-budget-usd", "1.50",
                "coppice.claude.allowed-tools", "Bash(git *),Edit");

        work(script("printf '%s\\n' \"$@\" > arguments.txt"), settings, Map.of(), LONG);

        assertThat(Files.readAllLines(folder.resolve("arguments.txt")))
                .contains(
                        "-p",
                        "--output-format=stream-json",
                        "--verbose",
                        "--setting-sources=user",
                        "--strict-mcp-config",
                        "--permission-mode=acceptEdits",
                        "--allowedTools=Bash(git *),Edit",
                        "--model=-x",
                        "--max-turns=7",
                        "--max-budget-usd=1.50")
                .anyMatch(argument -> argument.matches("--session-id=[0-9a-f]{8}-[0-9a-f-]{27}"));
    }

    @Test
    void withAKeyEveryAttemptHasAFreshHomeOfItsOwn() throws IOException {
        var program = script("cat \"$HOME/left\" > found.txt 2>&1; echo left > \"$HOME/left\"; echo \"$HOME\"");
        var key = Map.of("ANTHROPIC_API_KEY", "a-fake-key", "HOME", folder.toString(), "COPPICE_EXECUTION", "exec_1");

        work(program, Map.of(), key, LONG);
        work(program, Map.of(), key, LONG);

        assertThat(folder.resolve("found.txt")).content().contains("No such file");
        assertThat(folder.resolve("left")).doesNotExist();
        assertThat(log.text().lines().filter(line -> line.startsWith(folder + "/homes/exec_1/1.2-")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutAKeyItHasTheUsersHomeWhereTheLoginIs() throws IOException {
        work(script("echo \"$HOME\""), Map.of(), Map.of("HOME", folder.toString()), LONG);

        assertThat(log.text()).isEqualTo(folder + "\n");
    }

    @Test
    void aCliThatIsGoneIsNotTheTasksFault() throws IOException {
        assertThat(work(folder.resolve("gone"), Map.of(), Map.of(), LONG).result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains("Claude CLI not found, looked in " + folder.resolve("gone")));
    }

    private static Path recordedOutput(String name) {
        return Recording.of(name).output();
    }

    private Path recorded(String name) throws IOException {
        return script("cat > /dev/null; cat '" + recordedOutput(name) + "'");
    }

    private Path script(String text) throws IOException {
        var script = folder.resolve("claude");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private AgentReport work(
            Path program, Map<String, String> settings, Map<String, String> variables, Duration limit) {
        var properties = new HashMap<>(settings);
        properties.put("coppice.claude.program", program.toString());
        var environment = new HashMap<>(variables);
        environment.putIfAbsent("PATH", System.getenv("PATH"));
        var agent = new ClaudeAgent(
                new InstalledAgents(Settings.of(properties), environment),
                folder.resolve("homes"),
                Duration.ofMillis(500));
        var task = Tasks.scripts(folder).task();
        return agent.work(new Assignment(task, folder, environment, limit), new HostLauncher(), log, started::add);
    }
}
