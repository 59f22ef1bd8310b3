package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Recording;
import dev.coppice.agent.Repair;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Mapped;
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
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    private final CapturedLog log = new CapturedLog();
    private final List<RunningProcess> started = new ArrayList<>();

    static Stream<ClaudeCase> cases() {
        return ClaudeCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEndMeansWhatItMeantWhenItWasRecorded(ClaudeCase run) throws IOException {
        var program = Recording.of("claude", run.name()).program(folder);

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
    void everyLineOfTheCliIsKeptAsItCameAndNoneOfThemIsInTheLog() throws IOException {
        work(recorded("denied"), Map.of(), Map.of(), LONG);

        assertThat(log.raw())
                .isEqualTo(Files.readString(Recording.of("claude", "denied").output()));
        assertThat(log.text().lines()).noneMatch(line -> line.startsWith("{"));
        assertThat(log.text()).contains("coppice: Bash was denied\n").contains("denied: Bash\n");
    }

    @Test
    void theLogTellsWhatTheModelSaidAndDidAndWhatItGotBack() throws IOException {
        work(recorded("writes-a-file"), Map.of(), Map.of(), LONG);

        assertThat(log.text().lines().skip(1))
                .containsExactly(
                        "> Working.",
                        "tool Write: /worktree/made.txt",
                        "  | File created successfully at: /worktree/made.txt"
                                + " (file state is current in your context — no need to Read it back)",
                        "> All done.",
                        "coppice: result success after 2 turns, cost 0.010000 USD");
    }

    @Test
    void filesOfTheWorktreeGoByTheirPathInItAndWhatFailedStandsOut() throws IOException {
        var program = script("""
                cat > /dev/null
                printf '%%s\\n' '{"type":"assistant","message":{"content":[{"type":"thinking","thinking":"hm"},
                {"type":"tool_use","id":"1","name":"Edit","input":{"file_path":"%1$s/src/a.txt"}},
                {"type":"tool_use","id":"2","name":"Bash","input":{"description":"all","command":"cd %1$s/src && make"}}]}}' |
                  tr -d '\\n'; echo
                printf '%%s\\n' '{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"1","content":"ok"},
                {"type":"tool_result","tool_use_id":"2","is_error":true,"content":[{"type":"text","text":"Exit code 2"},{"type":"image"}]}]}}' |
                  tr -d '\\n'; echo
                echo '{"type":"user","message":{"content":"an instruction"}}'
                echo '{"type":"result","is_error":true,"subtype":"error_max_turns","errors":["too many turns"]}'
                """.formatted(folder));

        work(program, Map.of(), Map.of(), LONG);

        assertThat(log.text().lines())
                .containsExactly(
                        "~ hm",
                        "tool Edit: src/a.txt",
                        "tool Bash: cd src && make",
                        "result of Edit: src/a.txt",
                        "  | ok",
                        "result of Bash: cd src && make",
                        "  ! Exit code 2",
                        "  ! (image)",
                        "  ! too many turns",
                        "coppice: result error_max_turns with an error after 0 turns, cost unknown");
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
        assertThat(log.text()).endsWith("coppice: it did not end within 0.5 s after its last word, and was ended\n");
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
                "coppice.claude.system-prompt", "You are ours.",
                "coppice.claude.mcp-config", "/etc/one.json,/etc/two.json",
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
                        "--system-prompt=You are ours.",
                        "--mcp-config=/etc/one.json",
                        "--mcp-config=/etc/two.json",
                        "--model=-x",
                        "--max-turns=7",
                        "--max-budget-usd=1.50")
                .anyMatch(argument -> argument.matches("--session-id=[0-9a-f]{8}-[0-9a-f-]{27}"));
    }

    @Test
    void serversOfTheRepositoryCannotBeAskedForByARelativePath() {
        var settings = Mapped.of(ClaudeConfig.class, Map.of("coppice.claude.mcp-config", ".mcp.json"));

        assertThatThrownBy(() -> new Claude(settings))
                .hasMessage("coppice.claude.mcp-config must name files by absolute paths, not '.mcp.json'");
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

    /** As the CLI does: its total counts on from what the conversation has cost before. */
    private static final String TALK = """
            printf '%s\\n' "$HOME $*" >> calls; cat > prompt-$(wc -l < calls)
            printf '%s\\n' '{"type":"system","subtype":"init","session_id":"0a1b2c3d-0000-4000-8000-000000000001","model":"m"}' \\
              '{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"ok"}]}}'
            printf '{"type":"result","subtype":"success","is_error":false,"num_turns":1,"total_cost_usd":%s}\\n' 0.0$(wc -l < calls)
            """;

    @Test
    void aRepairGoesOnWithTheConversationInItsHomeAndCostsOnlyWhatIsNew() throws IOException {
        var program = script(TALK);
        var first = work(program, OWN_HOME, Map.of(), LONG);

        var second = repair(program, first.conversation());

        var calls = Files.readAllLines(folder.resolve("calls"));
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst()).contains("--session-id=").doesNotContain("--resume");
        assertThat(calls.getLast())
                .startsWith(calls.getFirst().split(" ", -1)[0])
                .contains("--resume=0a1b2c3d-0000-4000-8000-000000000001")
                .doesNotContain("--session-id");
        assertThat(first.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.01"));
        assertThat(second.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.01"));
        assertThat(second.conversation().orElseThrow().cost()).isEqualByComparingTo("0.02");
        assertThat(Files.readString(folder.resolve("prompt-2")))
                .contains("# Task 1.2")
                .contains("## What is wrong");
    }

    @Test
    void aConversationThatIsGoneIsBegunAnew() throws IOException {
        var gone = """
                case "$*" in *--resume=*)
                  cat > prompt-0; echo 'No conversation found' >&2
                  echo '{"type":"result","subtype":"error_during_execution","is_error":true,"num_turns":0,"total_cost_usd":0}'
                  exit 1;;
                esac
                """;
        var program = script(gone + TALK);
        var first = work(program, OWN_HOME, Map.of(), LONG);

        var second = repair(program, first.conversation());

        assertThat(second.result()).isEqualTo(new AgentResult.Finished());
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .hasSize(2)
                .allMatch(call -> call.contains("--session-id="));
        assertThat(Files.readString(folder.resolve("prompt-2")))
                .contains("# Task 1.2")
                .contains("## What is wrong");
        assertThat(log.text()).contains("coppice: it cannot go on with its conversation 0a1b2c3d");
    }

    private static final Map<String, String> OWN_HOME = Map.of("coppice.claude.home", "own");

    private AgentReport repair(Path program, Optional<Conversation> conversation) {
        assertThat(conversation).isPresent();
        var wrong = new Repair.OfCheck("make", "exit code 2", "");
        return work(
                program,
                OWN_HOME,
                assignment -> new Assignment(
                        assignment.task(), folder, assignment.environment(), LONG, Optional.of(wrong), conversation));
    }

    private static Path recordedOutput(String name) {
        return Recording.of("claude", name).output();
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
        return work(program, settings, usual -> new Assignment(usual.task(), folder, with(variables), limit));
    }

    private static Map<String, String> with(Map<String, String> variables) {
        var environment = new HashMap<>(variables);
        environment.putIfAbsent("PATH", System.getenv("PATH"));
        return environment;
    }

    private AgentReport work(Path program, Map<String, String> settings, UnaryOperator<Assignment> assigned) {
        var properties = new HashMap<>(settings);
        properties.put("coppice.claude.program", program.toString());
        var assignment = assigned.apply(Tasks.scripts(folder));
        var agent = new CliAgent(
                new Claude(Mapped.of(ClaudeConfig.class, properties)),
                Mapped.programs(assignment.environment()),
                new Homes(folder.resolve("homes")),
                Duration.ofMillis(500));
        return agent.work(assignment, new HostLauncher(), log, started::add);
    }
}
