package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.process.ProcessResult;
import dev.coppice.repository.AForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of an attempt as Jobs: what they find there, what comes back, and what does not. */
class JobsTest {

    private static final String NASTY = "a\"b\\c$d $(e) $$ ${f} 'g' é 😀";

    @TempDir
    static Path place;

    private static AClusterWork work;

    @BeforeAll
    static void makeCluster() throws IOException {
        work = new AClusterWork(place.toRealPath(), List.of("echo ready >build-is-set-up.log"));
    }

    @AfterEach
    void nothingWasSentThatAClusterRefuses() throws IOException {
        assertThat(work.cluster.objections()).isEmpty();
        work.clear();
    }

    @AfterAll
    static void close() {
        work.close();
    }

    @Test
    void whatAnAgentLeavesComesBackAndNothingElseStays() throws IOException {
        Files.writeString(work.worktree.resolve("a.txt"), "changed before\n");
        var script = """
                cat >input; printf '%s' "$NASTY" >nasty; printf '%s' "$AGENT_KEY" | wc -c >key
                cat a.txt >seen; rm src/b.txt; ln -s /etc/passwd link; mkdir -p deep/er; printf x >deep/er/run; chmod 755 deep/er/run
                git log --format=%s >log-of-git; git status --porcelain a.txt >status-of-a; git commit -q --allow-empty -m mine
                echo ignored >some.log; test -f build-is-set-up.log; test "$PWD" = "$(pwd -P)"; echo out; echo err >&2
                touch "$HOME/mine" "$TMPDIR/mine" /tmp/mine; ! touch /etc/mine /usr/mine 2>/dev/null; test ! -e /coppice/login; test ! -e /coppice/keep
                exit 3""";

        var result = work.start(work.command(
                        script,
                        "in " + NASTY,
                        Map.of(
                                "NASTY",
                                NASTY,
                                "GIT_AUTHOR_NAME",
                                "A",
                                "GIT_AUTHOR_EMAIL",
                                "a@b",
                                "GIT_COMMITTER_NAME",
                                "A",
                                "GIT_COMMITTER_EMAIL",
                                "a@b")))
                .await();

        assertThat(work.output.lastLines(3)).isEqualTo("out\nerr");
        assertThat(exitCode(result)).isEqualTo(3);
        assertThat(work.worktree.resolve("input")).hasContent("in " + NASTY);
        assertThat(work.worktree.resolve("nasty")).hasContent(NASTY);
        assertThat(work.worktree.resolve("key")).hasContent("16");
        assertThat(work.worktree.resolve("seen")).hasContent("changed before");
        assertThat(work.worktree.resolve("log-of-git")).hasContent("first");
        assertThat(work.worktree.resolve("status-of-a")).hasContent(" M a.txt");
        assertThat(work.worktree.resolve("src/b.txt")).doesNotExist();
        assertThat(work.worktree.resolve("some.log")).doesNotExist();
        assertThat(Files.readSymbolicLink(work.worktree.resolve("link"))).isEqualTo(Path.of("/etc/passwd"));
        assertThat(Files.isExecutable(work.worktree.resolve("deep/er/run"))).isTrue();
        assertThat(work.cluster.jobsLeft()).isEmpty();
        assertThat(work.branches()).contains(AClusterWork.BRANCH);
        work.enclosure().leave();
        assertThat(work.branches()).containsExactly("refs/heads/main");
        assertThat(work.folder.root().resolve("kubernetes")).isEmptyDirectory();
    }

    @Test
    void oneCommandFindsWhatTheLastOneLeft() throws IOException {
        work.agent("echo one >file");
        work.agent("cat file file >both; rm file");
        var result = work.check("test \"$(cat both)\" = \"$(printf 'one\\none')\"; test ! -e file");

        assertThat(exitCode(result)).isZero();
    }

    @Test
    void whatACheckLeavesDoesNotComeBackAndItHasNoKeyOfTheAgents() throws IOException {
        var result = work.check("test -z \"${AGENT_KEY-}\"; echo x >left; exit 7");

        assertThat(exitCode(result)).isEqualTo(7);
        assertThat(work.worktree.resolve("left")).doesNotExist();
        assertThat(work.cluster
                        .sent("Job")
                        .getFirst()
                        .at("/spec/template/spec/containers/0/name")
                        .asText())
                .isEqualTo("command");
    }

    @Test
    void outputIsHeardWhileTheCommandRuns() throws IOException {
        var running = work.start(work.command("echo begun; until [ -e /tmp/never ]; do sleep 0.05; done"));

        work.awaitWord("begun");
        running.stop();

        assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(137));
        assertThat(work.cluster.jobsLeft()).isEmpty();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> work.cluster.pods().stream().noneMatch(FakePod::isRunning));
        assertThat(work.cluster.requests()).anyMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void aLogWhoseConnectionsBreakIsWholeAndSaysNothingTwice() throws IOException {
        work.cluster.cutLogsAfter(0, 50, 333, 700, 1000);
        var expected = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            expected.append(i).append(i % 10 == 0 ? " same" : " line").append('\n');
        }

        work.agent(
                "i=0; while [ $i -lt 100 ]; do i=$((i+1)); if [ $((i % 10)) = 0 ]; then echo $i same; else echo $i line; fi; sleep 0.01; done; printf end");

        assertThat(work.output.lastLines(200)).isEqualTo(expected + "end");
        assertThat(work.cluster.requests().stream().filter(request -> request.contains("/log")))
                .hasSizeGreaterThan(3);
    }

    @Test
    void noSecretStandsInAJob() throws IOException {
        work.start(work.command("true", "the prompt", Map.of("TOKEN", "very secret")))
                .await();

        assertThat(work.cluster.sent("Job").toString()).doesNotContain("very secret", "the prompt", AForge.TOKEN);
        assertThat(work.cluster
                        .sent("Secret")
                        .getFirst()
                        .at("/metadata/ownerReferences/0/uid")
                        .asText())
                .isNotEmpty();
    }

    private static int exitCode(ProcessResult result) {
        assertThat(result).isInstanceOf(ProcessResult.Exited.class);
        return ((ProcessResult.Exited) result).code();
    }
}
