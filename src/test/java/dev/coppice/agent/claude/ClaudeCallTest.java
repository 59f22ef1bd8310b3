package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.agent.program.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the Claude CLI is called: its prompt, its arguments, its home, and the conversation that it goes on with. */
class ClaudeCallTest extends AStandInForClaude {

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
    void whoeverLetsTheCliReadTheRepositorysSettingsLeavesTheNotesToIt() throws IOException {
        Files.writeString(folder.resolve("CLAUDE.md"), "Tabs, never spaces.\n");

        work(
                script("printf '%s\\n' \"$@\"; cat > prompt.txt"),
                Map.of("coppice.claude.setting-sources", "user,project"),
                Map.of(),
                LONG);

        assertThat(log.text()).contains("--setting-sources=user,project\n");
        assertThat(folder.resolve("prompt.txt")).content().doesNotContain("Tabs, never spaces.");
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
}
