package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.fakemodel.Scenario;
import dev.coppice.isolation.TestSandbox;
import dev.coppice.process.RedactingLauncher;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real codex and opencode CLIs against a fake model; how they end is {@link RealCliEndsTest}'s. */
class RealCliTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itIsTheVersionThatIsPinned(TestedCli cli) throws IOException, InterruptedException {
        cli.assumeInstalled();
        var pinned = Files.readAllLines(Path.of(".ci", "agent-clis")).stream()
                .filter(line -> line.startsWith(cli.npmPackage + " "))
                .map(line -> line.split(" ", -1)[1])
                .toList();

        var process = new ProcessBuilder(cli.program().toString(), "--version").start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(pinned).hasSize(1).allMatch(told.strip()::endsWith);
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsWrittenAndNoSettingOfTheUsersIsTouched(TestedCli cli) throws IOException {
        var real = new RealCli(cli, folder);
        try (var model = FakeModel.start(new Scenario.Writes("made.txt", "made\n"))) {
            assertThat(real.work(model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(real.worktree().resolve("made.txt")).hasContent("made");
            assertThat(folder.resolve("user")).doesNotExist();
            assertThat(real.fetched()).isEmpty();
            assertThat(model.requests()).allMatch(request -> request.hasKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePromptReachesTheModelWithTheRepositorysNotes(TestedCli cli) throws IOException {
        var real = new RealCli(cli, folder);
        Files.writeString(real.worktree().resolve("AGENTS.md"), "Tabs, never spaces.\n");
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            real.work(model);

            assertThat(model.requests())
                    .anySatisfy(request -> assertThat(request.prompt()).contains("# Task 1.2: /Do it\n"));
            assertThat(model.requests())
                    .anySatisfy(request -> assertThat(request.said()).contains("Tabs, never spaces."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepairGoesOnWithTheSameConversation(TestedCli cli) {
        var real = new RealCli(cli, folder);
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            var first = real.work(model).conversation();

            var second = real.repair(model, first);

            assertThat(second.result()).isEqualTo(new AgentResult.Finished());
            assertThat(second.conversation().map(Conversation::id))
                    .isEqualTo(first.map(Conversation::id))
                    .isPresent();
            assertThat(model.requests())
                    .anySatisfy(request -> assertThat(request.prompt())
                            .containsSubsequence("# Task 1.2", "# Task 1.2", "## What is wrong", "2 tests failed"));
            assertThat(real.log()).doesNotContain("cannot go on");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConversationThatItDoesNotKnowIsBegunAnew(TestedCli cli) {
        var real = new RealCli(cli, folder);
        var unknown = switch (cli) {
            case CODEX -> "00000000-0000-4000-8000-000000000000";
            case OPENCODE -> "ses_0000000000000000000000000";
        };
        try (var model = FakeModel.start(new Scenario.Says("done"))) {
            var report = real.repair(model, Optional.of(new Conversation(unknown, Optional.empty(), BigDecimal.ZERO)));

            assertThat(report.result()).isEqualTo(new AgentResult.Finished());
            assertThat(real.log()).contains("cannot go on with its conversation " + unknown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLogHoldsNoKey(TestedCli cli) {
        var real = new RealCli(cli, folder);
        try (var model = FakeModel.start(new Scenario.Runs("id -u > who.txt; env"))) {
            assertThat(real.work(model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(real.worktree().resolve("who.txt")).exists();
            assertThat(real.log()).contains("PATH=").doesNotContain(TestedCli.KEY);
            if (cli == TestedCli.CODEX) {
                assertThat(real.log()).doesNotContain("API_KEY=");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWaitsForTheModelIsEndedAfterItsTimeAndNothingIsLeft(TestedCli cli) {
        var real = new RealCli(cli, folder);
        try (var model = FakeModel.start(new Scenario.Hangs())) {
            // How long one takes until it asks the model depends on what else the machine does.
            var limit = Duration.ofSeconds(15);
            do {
                var report = real.work(model, Map.of(), cli.key(), limit, RealCli.launcher(), _ -> {});

                assertThat(report.result()).isEqualTo(new AgentResult.TimedOut(limit));
                assertThat(real.processesLeft()).isEmpty();
                limit = limit.multipliedBy(2);
            } while (model.requests().isEmpty() && limit.compareTo(RealCli.LONG) <= 0);
            assertThat(model.requests()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopEndsItWithTheCommandThatItRuns(TestedCli cli) {
        var real = new RealCli(cli, folder);
        var busy = real.worktree().resolve("busy");
        try (var model = FakeModel.start(new Scenario.Runs("touch busy; tail -f /dev/null"))) {
            var report = real.work(
                    model,
                    Map.of(),
                    cli.key(),
                    RealCli.LONG,
                    RealCli.launcher(),
                    process -> Thread.startVirtualThread(() -> {
                        await().atMost(RealCli.LONG).until(() -> Files.exists(busy));
                        process.stop();
                    }));

            assertThat(report.result()).isEqualTo(new AgentResult.Stopped());
            assertThat(real.processesLeft()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itWorksInASandboxThatReachesItsProviderAndNothingElseOfThisMachine(TestedCli cli) {
        var real = new RealCli(cli, folder);
        var sandbox = TestSandbox.of(real.worktree(), folder);
        try (var model = FakeModel.start(new Scenario.Writes("made.txt", "made\n"))) {
            var launcher = new RedactingLauncher(sandbox.forAgent(cli.agent()), List.of(TestedCli.KEY));

            var report = real.work(model, Map.of(), cli.key(), RealCli.LONG, launcher, _ -> {});

            assertThat(report.result()).as(real.log()).isEqualTo(new AgentResult.Finished());
            assertThat(real.worktree().resolve("made.txt")).hasContent("made");
            assertThat(real.processesLeft()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDaemonThatItsCommandLeavesBehindIsGoneWithIt(TestedCli cli) {
        var real = new RealCli(cli, folder);
        try (var model = FakeModel.start(new Scenario.Runs(
                "(setsid sh -c 'touch daemon; exec tail -f /dev/null' > /dev/null 2>&1 &); sleep 0.2"))) {
            assertThat(real.work(model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(real.worktree().resolve("daemon")).exists();
            assertThat(real.processesLeft()).isEmpty();
        }
    }
}
