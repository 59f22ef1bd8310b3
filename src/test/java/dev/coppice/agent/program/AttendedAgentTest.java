package dev.coppice.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.command.CommandAgent;
import dev.coppice.agent.command.ShellAgent;
import dev.coppice.plan.Script;
import dev.coppice.plan.Verification;
import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that say nothing any more. */
@Timeout(120)
class AttendedAgentTest {

    private static final Duration SHORT = Duration.ofMillis(1_500);
    private static final AgentResult SILENT = new AgentResult.TimedOut(AgentResult.TimedOut.Limit.SILENCE, SHORT);

    @TempDir
    Path folder;

    private final Capture log = new Capture(10_000);
    private final List<RunningProcess> started = new ArrayList<>();

    @Test
    void oneThatPrintsNothingAnyMoreIsEndedWithAllThatItStarted() {
        var result = work(command("echo begun; setsid sleep 600 & sleep 600"), SHORT);

        assertThat(result).isEqualTo(SILENT);
        assertThat(log.text()).isEqualTo("begun\n");
        assertThat(started.getFirst().identity().flatMap(process -> ProcessHandle.of(process.pid())))
                .isEmpty();
    }

    @Test
    void whoeverPrintsIsNotSilentHoweverLongThatTakes() {
        var printing = command("i=0; while [ $i -lt 40 ]; do echo on >&2; sleep 0.1; i=$((i+1)); done");

        assertThat(work(printing, Duration.ofSeconds(3))).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void whatCannotBeWrittenIsASignOfLifeAllTheSame() {
        var printing = command("i=0; while [ $i -lt 40 ]; do echo on; sleep 0.1; i=$((i+1)); done");

        var report = new AttendedAgent(printing, Duration.ofSeconds(3))
                .work(assignment(), new HostLauncher(), full(), started::add);

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void theEndOfOneScriptSaysNothingAboutTheNext() {
        var scripts = List.of(new Script("sh", "true"), new Script("sh", "sleep 600"));

        var result = new AttendedAgent(new ShellAgent(), SHORT)
                .work(
                        Tasks.assignment(folder, Tasks.task(scripts, Verification.none()), Duration.ofMinutes(1)),
                        new HostLauncher(),
                        log,
                        started::add)
                .result();

        assertThat(result).isEqualTo(SILENT);
        assertThat(started).hasSize(2);
    }

    @Test
    void whoeverIsStoppedByOthersWasNotSilent() {
        var report = new AttendedAgent(command("sleep 600"), Duration.ofMinutes(1))
                .work(assignment(), new HostLauncher(), log, RunningProcess::stop);

        assertThat(report.result()).isEqualTo(new AgentResult.Stopped());
    }

    private AgentResult work(Agent agent, Duration limit) {
        return new AttendedAgent(agent, limit)
                .work(assignment(), new HostLauncher(), log, started::add)
                .result();
    }

    private static Agent command(String script) {
        return new CommandAgent(List.of("sh", "-c", script));
    }

    private Assignment assignment() {
        return Tasks.assignment(folder, Tasks.task(List.of(), Verification.none()), Duration.ofMinutes(1));
    }

    private static Output full() {
        return (_, _) -> {
            throw new IOException("No space left on device");
        };
    }
}
