package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Recording;
import dev.coppice.agent.RecordingLauncher;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.fakemodel.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real agents over the Agent Client Protocol; each runs where it is installed. */
class RealAcpTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aFileIsWrittenAndTheSessionCanBeGoneOnWith(TestedAcp agent) throws IOException {
        var bench = bench(agent);
        try (var model = FakeModel.start(new Scenario.Writes("made.txt", "made\n"))) {
            var first = recorded(agent, "writes-a-file", bench, model);
            bench.conversation = first.conversation();

            var second = work(agent, bench, model);

            assertThat(first.result()).isEqualTo(new AgentResult.Finished());
            assertThat(second.result()).isEqualTo(new AgentResult.Finished());
            assertThat(second.conversation().map(next -> next.id()))
                    .isEqualTo(first.conversation().map(before -> before.id()))
                    .isPresent();
            assertThat(bench.worktree().resolve("made.txt")).hasContent("made");
            assertThat(folder.resolve("user")).doesNotExist();
            assertThat(bench.processesLeft()).isEmpty();
            System.out.println(bench.log.text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommandIsRunAndTheKeyIsInNoLog(TestedAcp agent) {
        var bench = bench(agent);
        try (var model = FakeModel.start(new Scenario.Runs("id -u > who.txt; env"))) {
            assertThat(work(agent, bench, model).result()).isEqualTo(new AgentResult.Finished());

            assertThat(bench.worktree().resolve("who.txt")).exists();
            assertThat(bench.log.text()).doesNotContain(TestedAcp.KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatRefusesTheKeyIsNotTheTasksFault(TestedAcp agent) throws IOException {
        var bench = bench(agent);
        try (var model = FakeModel.start(new Scenario.Fails(401, "the provider says 401"))) {
            var report = recorded(agent, "status-401", bench, model);

            assertThat(report.result())
                    .isInstanceOfSatisfying(
                            AgentResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.word()).isEqualTo("not_logged_in"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopEndsItWithTheCommandThatItRuns(TestedAcp agent) {
        var bench = bench(agent);
        var busy = bench.worktree().resolve("busy");
        bench.started = process -> Thread.startVirtualThread(() -> {
            await().atMost(AcpBench.LONG).until(() -> Files.exists(busy));
            process.stop();
        });
        try (var model = FakeModel.start(new Scenario.Runs("touch busy; tail -f /dev/null"))) {
            assertThat(work(agent, bench, model).result()).isEqualTo(new AgentResult.Stopped());

            assertThat(bench.processesLeft()).isEmpty();
        }
    }

    private AcpBench bench(TestedAcp agent) {
        agent.assumeInstalled();
        return new AcpBench(folder);
    }

    private static AgentReport work(TestedAcp agent, AcpBench bench, FakeModel model) {
        bench.settings.putAll(agent.settings(bench.settings));
        bench.variables.putAll(agent.variables(model.url()));
        return bench.work(agent.command().split(" ", -1));
    }

    private static AgentReport recorded(TestedAcp agent, String name, AcpBench bench, FakeModel model)
            throws IOException {
        var recorder = new RecordingLauncher(bench.launcher);
        bench.launcher = recorder;
        var report = work(agent, bench, model);
        if (Boolean.getBoolean("coppice.test.record")) {
            Recording.of(agent.agent(), name).write(bench.worktree(), recorder.output, recorder.errors, recorder.ended);
        }
        return report;
    }
}
