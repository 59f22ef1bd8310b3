package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real agents said once over the Agent Client Protocol, said again by a script. Runs where none is installed. */
class RecordedAcpTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aTurnThatEndedIsASuccess(TestedAcp agent) throws IOException {
        var report = work(Recording.of(agent.agent(), "writes-a-file"));

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.conversation()).isPresent();
        assertThat(report.cost().isPresent()).isEqualTo(agent != TestedAcp.GEMINI);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedKeyIsKnownForThatHoweverTheAgentSaysIt(TestedAcp agent) throws IOException {
        var report = work(Recording.of(agent.agent(), "status-401"));

        assertThat(report.result()).isInstanceOfSatisfying(AgentResult.Unavailable.class, unavailable -> {
            assertThat(unavailable.word()).isEqualTo("not_logged_in");
            assertThat(unavailable.reason()).contains("401");
        });
    }

    @ParameterizedTest
    @EnumSource
    void theLogTellsWhatTheModelSaidAndDidAndWhatItGotBack(TestedAcp agent) throws IOException {
        var runner = new AcpRunner(folder);
        var recording = Recording.of(agent.agent(), "writes-a-file");

        runner.work(agent(recording).toString());

        var call = agent == TestedAcp.GEMINI ? "tool edit: Writing to made.txt" : "tool edit: /worktree/made.txt";
        var lines = runner.log.text().lines().toList();
        assertThat(lines)
                .containsOnlyOnce(call, "> All done.")
                .noneMatch(line -> line.startsWith("{"))
                .last()
                .asString()
                .startsWith("coppice: stop reason end_turn");
        if (agent != TestedAcp.GEMINI) {
            assertThat(lines.get(lines.indexOf(call) + 1)).matches("  \\| (Wrote|File created).*");
        }
        assertThat(runner.log.raw()).isEqualTo(Files.readString(recording.output()));
    }

    private AgentReport work(Recording recording) throws IOException {
        return new AcpRunner(folder).work(agent(recording).toString());
    }

    /** For each line that it hears it says what the real one said, up to its next answer. */
    private Path agent(Recording recording) throws IOException {
        var script = folder.resolve("agent");
        Files.writeString(script, """
                #!/bin/sh
                exec 3< '%s'
                while IFS= read -r heard; do
                  while IFS= read -r said <&3; do
                    printf '%%s\\n' "$said"
                    case $said in '{"jsonrpc":"2.0","id":'*) break ;; esac
                  done
                done
                """.formatted(recording.output()));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
