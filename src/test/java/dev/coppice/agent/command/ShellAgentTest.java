package dev.coppice.agent.command;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Tasks;
import dev.coppice.plan.Script;
import dev.coppice.plan.Verification;
import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellAgentTest {

    @TempDir
    Path directory;

    private final Capture log = new Capture(10_000);
    private final List<RunningProcess> started = new ArrayList<>();

    @Test
    void theScriptsRunInOrderInTheDirectory() {
        var result = work(Tasks.scripts(directory, "echo one > made; cat", "echo two >> made; echo told >&2"));

        assertThat(result).isEqualTo(new AgentResult.Finished());
        assertThat(directory.resolve("made")).hasContent("one\ntwo");
        assertThat(log.text()).isEqualTo("told\n");
        assertThat(started).hasSize(2);
    }

    @Test
    void theFirstFailingLineEndsTheWorkAndIsQuoted() {
        var result = work(Tasks.scripts(directory, "echo 'no such thing' >&2\n(exit 5)\ntouch later", "touch next"));

        assertThat(result).isInstanceOfSatisfying(AgentResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(5);
            assertThat(failed.reason()).contains("5").contains("no such thing");
        });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBashBlockIsReadByBash() {
        var task =
                Tasks.task(List.of(new Script("bash", "[[ a == a ]] && echo \"$BASH_VERSION\"")), Verification.none());

        var result = work(Tasks.assignment(directory, task, Duration.ofMinutes(1)));

        assertThat(result).isEqualTo(new AgentResult.Finished());
        assertThat(log.text()).isNotBlank();
    }

    @Test
    void aTaskWithoutScriptsHasFailedAndSaysWhy() {
        assertThat(work(Tasks.scripts(directory)))
                .isInstanceOfSatisfying(
                        AgentResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("task 1.2 has no sh or bash block"));
    }

    @Test
    void theTimeLimitIsForAllScriptsTogether() {
        var scripts = List.of(new Script("sh", "sleep 0.3"), new Script("sh", "sleep 300"));
        var limit = Duration.ofMillis(800);

        var result = work(Tasks.assignment(directory, Tasks.task(scripts, Verification.none()), limit));

        assertThat(result).isEqualTo(new AgentResult.TimedOut(limit));
    }

    @Test
    void aStopEndsTheWork() throws Exception {
        var result = new ArrayList<AgentResult>();
        var worker = Thread.ofVirtual()
                .start(() -> result.add(work(Tasks.scripts(directory, "echo up; sleep 300", "touch next"))));
        await().until(() -> log.text().equals("up\n"));

        started.getFirst().stop();
        worker.join();

        assertThat(result).containsExactly(new AgentResult.Stopped());
        assertThat(directory).isEmptyDirectory();
    }

    private AgentResult work(Assignment assignment) {
        return new ShellAgent()
                .work(assignment, new HostLauncher(), log, started::add)
                .result();
    }
}
