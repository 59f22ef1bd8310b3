package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole agent on what the real CLI printed once: a script says it again. Runs where there is no CLI. */
class RecordedClaudeTest extends AStandInForClaude {

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
    void aCliThatIsGoneIsNotTheTasksFault() throws IOException {
        assertThat(work(folder.resolve("gone"), Map.of(), Map.of(), LONG).result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains("Claude CLI not found, looked in " + folder.resolve("gone")));
    }

    /** As the CLI does: its total counts on from what the conversation has cost before. */
    private static Path recordedOutput(String name) {
        return Recording.of("claude", name).output();
    }

    private Path recorded(String name) throws IOException {
        return script("cat > /dev/null; cat '" + recordedOutput(name) + "'");
    }
}
