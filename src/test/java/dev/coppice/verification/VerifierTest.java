package dev.coppice.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    @TempDir
    Path directory;

    private final Capture log = new Capture(100_000);

    @Test
    void checksRunInTheDirectoryAndShowInTheLog() {
        assertThat(verify("test -d .", "touch made | cat; echo fine")).isEqualTo(new Verdict.Passed(2));

        assertThat(directory.resolve("made")).exists();
        assertThat(log.text()).contains("$ test -d .\n").contains("$ touch made | cat; echo fine\nfine\n");
    }

    @Test
    void noChecksAreNoneThatPassed() {
        assertThat(verify()).isEqualTo(new Verdict.Passed(0));
    }

    @Test
    void theFirstFailureIsTheVerdictWithItsLastLines() {
        var verdict = verify("seq 1 1000; echo '2 tests failed' >&2; exit 3", "touch later");

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.command()).startsWith("seq 1 1000");
            assertThat(failed.evidence())
                    .contains("exit code 3")
                    .contains("1000\n2 tests failed")
                    .doesNotContain("\n900\n");
        });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBlockOfLinesEndsAtTheFirstLineThatFails() {
        assertThat(verify("true\nfalse\ntrue")).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void aCheckThatHangsHasFailed() {
        var checks = List.of(new Check("echo waiting; sleep 300", Duration.ofSeconds(1)));

        var verdict = verifier(directory, Map.of("PATH", System.getenv("PATH"))).verify(checks);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.evidence())
                                .contains("still running after 1 s")
                                .contains("waiting"));
    }

    @Test
    void aStopIsNoVerdictOnTheWork() {
        var verdict = new Verifier(directory, Map.of(), new HostLauncher(), log, RunningProcess::stop)
                .verify(List.of(new Check("sleep 300", Duration.ofMinutes(1))));

        assertThat(verdict).isEqualTo(new Verdict.Stopped());
    }

    @Test
    void aMachineWithoutAShellIsNotTheTasksFault() {
        var verdict = verifier(directory, Map.of("PATH", "/nonexistent"))
                .verify(List.of(new Check("true", Duration.ofMinutes(1))));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("sh"));
    }

    private Verdict verify(String... commands) {
        var checks = Stream.of(commands)
                .map(command -> new Check(command, Duration.ofMinutes(1)))
                .toList();
        return verifier(directory, Map.of("PATH", System.getenv("PATH"))).verify(checks);
    }

    private Verifier verifier(Path where, Map<String, String> environment) {
        return new Verifier(where, environment, new HostLauncher(), log, _ -> {});
    }
}
