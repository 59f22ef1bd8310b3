package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent of the Agent Client Protocol that a script plays. */
@Timeout(120)
abstract class AScriptedAgent {

    private static final Path STAND_IN =
            Path.of("src", "test", "resources", "acp", "agent.sh").toAbsolutePath();

    @TempDir
    Path folder;

    AcpRunner runner;

    @BeforeEach
    void prepare() {
        runner = new AcpRunner(folder);
    }

    AgentReport work(String what) {
        return runner.work(STAND_IN.toString(), what, folder.resolve("heard").toString());
    }

    void awaitBusy() {
        await().atMost(AcpRunner.LONG)
                .until(() -> Files.exists(runner.worktree().resolve("busy")));
    }

    List<String> heard() throws IOException {
        return Files.readAllLines(folder.resolve("heard"));
    }

    static String answered(String id, String outcome) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"outcome\":" + outcome + "}}";
    }

    static void assertFailed(AgentReport report, String told) {
        assertThat(report.result())
                .isInstanceOfSatisfying(
                        AgentResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains(told));
    }

    static void assertBlocked(AgentReport report, String word, String told) {
        assertThat(report.result()).isInstanceOfSatisfying(AgentResult.Blocked.class, blocked -> {
            assertThat(blocked.word()).isEqualTo(word);
            assertThat(blocked.reason()).contains(told);
        });
    }
}
