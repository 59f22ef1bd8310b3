package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Recording;
import dev.coppice.agent.RecordingLauncher;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.fakemodel.Scenario;
import dev.coppice.isolation.TestSandbox;
import dev.coppice.process.RedactingLauncher;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real Claude CLI against a fake model. With {@code -Dcoppice.test.record=true} each case is recorded anew for
 * {@link RecordedClaudeTest}.
 */
class RealClaudeTest {

    @TempDir
    Path folder;

    private RealClaude claude;

    @BeforeAll
    static void theCliIsThere() {
        RealClaude.assumeInstalled();
    }

    @BeforeEach
    void makeWorktree() {
        claude = new RealClaude(folder);
    }

    static Stream<ClaudeCase> cases() {
        return ClaudeCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEndMeansWhatItShould(ClaudeCase run) throws IOException {
        var launcher = new RecordingLauncher(RealClaude.launcher());
        try (var model = FakeModel.start(run.scenario())) {
            var report = claude.work(model, run.settings(), run.environment(), RealClaude.LONG, launcher, process -> {
                if (!run.signal().isEmpty()) {
                    RealClaude.signalLater(run.signal(), model, process);
                }
            });

            run.meaning().accept(report.result());
            assertThat(claude.processesLeft()).isEmpty();
        }
        if (Boolean.getBoolean("coppice.test.record")) {
            Recording.of("claude", run.name())
                    .write(claude.worktree(), launcher.output, launcher.errors, launcher.ended);
        }
    }

    @Test
    void aFileIsWrittenAndTheCostIsKnown() {
        try (var model = FakeModel.start(new Scenario.Writes("made.txt", "made\n"))) {
            var report = claude.work(model);

            assertThat(report.result()).isEqualTo(new AgentResult.Finished());
            assertThat(claude.worktree().resolve("made.txt")).hasContent("made");
            assertThat(report.cost())
                    .hasValueSatisfying(cost -> assertThat(cost).isPositive());
        }
    }

    @Test
    void aRepairGoesOnWithTheSameConversationAndCostsWhatIsNewInIt() {
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            var first = claude.work(model);

            var second = claude.repair(model, first);

            assertThat(second.result()).isEqualTo(new AgentResult.Finished());
            assertThat(second.conversation().orElseThrow().id())
                    .isEqualTo(first.conversation().orElseThrow().id());
            assertThat(model.requests().getLast().prompt())
                    .containsSubsequence("# Task 1.2", "# Task 1.2", "## What is wrong", "2 tests failed");
            assertThat(second.cost()).isEqualTo(first.cost());
            assertThat(claude.log()).doesNotContain("cannot go on");
        }
    }

    @Test
    void aConversationThatTheCliDoesNotKnowIsBegunAnew() {
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            var unknown = new Conversation("00000000-0000-4000-8000-000000000000", Optional.empty(), BigDecimal.ZERO);

            var report = claude.repair(
                    model, new AgentReport(new AgentResult.Finished(), Optional.empty(), Optional.of(unknown)));

            assertThat(report.result()).isEqualTo(new AgentResult.Finished());
            assertThat(claude.log()).contains("cannot go on with its conversation 00000000");
        }
    }

    @Test
    void theShellRunsCommandsAndTheLogHoldsNoKey() {
        try (var model = FakeModel.start(new Scenario.Runs("id -u > who.txt; env"))) {
            assertThat(claude.work(model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(claude.worktree().resolve("who.txt")).exists();
            assertThat(claude.log()).contains("ANTHROPIC_API_KEY=[redacted]").doesNotContain(RealClaude.KEY);
        }
    }

    @Test
    void thePromptReachesTheModelWithTheRepositorysNotesAndNoToolReachesBeyondTheTask() throws IOException {
        Files.writeString(claude.worktree().resolve("CLAUDE.md"), "Tabs, never spaces.\n");
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            claude.work(model);

            assertThat(model.requests()).anySatisfy(request -> {
                assertThat(request.prompt()).contains("# Task 1.2: /Do it\n").contains("Tabs, never spaces.");
                assertThat(request.tools())
                        .contains("Bash", "Edit", "Read")
                        .doesNotContain("EnterWorktree", "CronCreate", "ScheduleWakeup", "SendMessage");
            });
        }
    }

    @Test
    void theOperatorsServersAreStartedAndItsWordsReachTheModel() throws IOException {
        var servers = Files.writeString(folder.resolve("servers.json"), """
                {"mcpServers": {"ours": {"command": "touch", "args": ["%s/our-server"]}}}
                """.formatted(folder));
        Files.writeString(claude.worktree().resolve(".mcp.json"), """
                {"mcpServers": {"theirs": {"command": "touch", "args": ["%s/their-server"]}}}
                """.formatted(folder));
        var settings = Map.of(
                "coppice.claude.mcp-config", servers.toString(),
                "coppice.claude.system-prompt", "You are the one for tests.",
                "coppice.claude.append-system-prompt", "Speak of oaks.");
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            var report =
                    claude.work(model, settings, RealClaude.WITH_KEY, RealClaude.LONG, RealClaude.launcher(), _ -> {});

            assertThat(report.result()).isEqualTo(new AgentResult.Finished());
            assertThat(model.requests())
                    .anySatisfy(request ->
                            assertThat(request.system()).contains("You are the one for tests.", "Speak of oaks."));
            assertThat(folder.resolve("our-server")).exists();
            assertThat(folder.resolve("their-server")).doesNotExist();
        }
    }

    @Test
    void settingsOfARepositoryThatIsTrustedHoldAndItsNotesAreReadByTheCliItself() throws IOException {
        Files.writeString(claude.worktree().resolve("CLAUDE.md"), "Tabs, never spaces.\n");
        Files.writeString(
                Files.createDirectory(claude.worktree().resolve(".claude")).resolve("settings.json"),
                """
                {"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "touch '%s/hooked'"}]}]}}
                """.formatted(folder));
        var trusting = Map.of("coppice.claude.setting-sources", "user,project");
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            claude.work(model, trusting, RealClaude.WITH_KEY, RealClaude.LONG, RealClaude.launcher(), _ -> {});

            assertThat(folder.resolve("hooked")).exists();
            assertThat(model.requests())
                    .anySatisfy(request -> assertThat(request.said()).containsOnlyOnce("Tabs, never spaces."));
        }
    }

    @Test
    void oneThatWaitsForTheModelIsEndedAfterItsTimeAndNothingIsLeft() {
        try (var model = FakeModel.start(new Scenario.Hangs())) {
            // How long it takes until it asks the model depends on what else the machine does.
            var limit = Duration.ofSeconds(10);
            do {
                var report = claude.work(model, Map.of(), RealClaude.WITH_KEY, limit, RealClaude.launcher(), _ -> {});

                assertThat(report.result()).isEqualTo(new AgentResult.TimedOut(limit));
                assertThat(claude.processesLeft()).isEmpty();
                limit = limit.multipliedBy(2);
            } while (model.requests().isEmpty() && limit.compareTo(RealClaude.LONG) <= 0);
            assertThat(model.requests()).isNotEmpty();
        }
    }

    @Test
    void aStopEndsItWithTheCommandThatItRuns() {
        var busy = claude.worktree().resolve("busy");
        try (var model = FakeModel.start(new Scenario.Runs("touch busy; tail -f /dev/null"))) {
            var report = claude.work(
                    model,
                    Map.of(),
                    RealClaude.WITH_KEY,
                    RealClaude.LONG,
                    RealClaude.launcher(),
                    process -> Thread.startVirtualThread(() -> {
                        await().atMost(RealClaude.LONG).until(() -> Files.exists(busy));
                        process.stop();
                    }));

            assertThat(report.result()).isEqualTo(new AgentResult.Stopped());
            assertThat(claude.processesLeft()).isEmpty();
        }
    }

    @Test
    void itWorksInASandboxThatReachesItsProviderAndNothingElseOfThisMachine() {
        var sandbox = TestSandbox.of(claude.worktree(), folder);
        try (var model = FakeModel.start(new Scenario.Writes("made.txt", "made\n"))) {
            var launcher = new RedactingLauncher(sandbox.forAgent("claude"), List.of(RealClaude.KEY));

            var report = claude.work(model, Map.of(), RealClaude.WITH_KEY, RealClaude.LONG, launcher, _ -> {});

            assertThat(report.result()).as(claude.log()).isEqualTo(new AgentResult.Finished());
            assertThat(claude.worktree().resolve("made.txt")).hasContent("made");
            assertThat(claude.processesLeft()).isEmpty();
        }
    }

    @Test
    void aDaemonThatItsCommandLeavesBehindIsGoneWithIt() {
        try (var model = FakeModel.start(new Scenario.Runs(
                "(setsid sh -c 'touch daemon; exec tail -f /dev/null' > /dev/null 2>&1 &); sleep 0.2"))) {
            assertThat(claude.work(model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(claude.worktree().resolve("daemon")).exists();
            assertThat(claude.processesLeft()).isEmpty();
        }
    }
}
