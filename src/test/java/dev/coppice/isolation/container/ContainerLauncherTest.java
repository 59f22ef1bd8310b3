package dev.coppice.isolation.container;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.Limits;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in real containers: what they are given, what they cannot do, and how they end. */
class ContainerLauncherTest {

    private static final String SECRET = "it's a \"secret\"\nof two $(lines)";

    @TempDir
    Path folder;

    private AContainedWorktree work;

    @BeforeEach
    void prepare() throws IOException {
        work = new AContainedWorktree(
                folder.toRealPath(), TestEngine.require(), Map.of("coppice.container.pids", "64"));
    }

    private static int code(ProcessResult result) {
        return result instanceof ProcessResult.Exited(int code, var _) ? code : -1;
    }

    @Test
    void aCommandWorksInTheWorktreeAsItsOwnerAndItsExitCodeComesThrough() throws IOException {
        var process = work.start(
                List.of("sh", "-c", "cat > given.txt; echo told; echo complained >&2; exit 7"),
                Map.of(),
                "a prompt\n",
                AContainedWorktree.LONG);

        assertThat(code(process.await())).isEqualTo(7);

        assertThat(work.printed()).contains("told").contains("complained");
        assertThat(work.worktree.resolve("given.txt")).hasContent("a prompt\n");
        assertThat(User.owner(work.worktree.resolve("given.txt"))).isEqualTo(User.own());
        assertThat(work.containersLeft()).isEmpty();
    }

    @Test
    void whoPrintsOrWritesTooMuchIsEndedWithItsContainer() throws IOException {
        var none = Limits.none();
        var limits = new Limits(
                none.memory(),
                none.processes(),
                none.cores(),
                none.openFiles(),
                OptionalLong.of(100_000),
                OptionalLong.of(10 << 20));
        var limited = new AContainedWorktree(
                Files.createDirectory(folder.toRealPath().resolve("limited")), TestEngine.require(), Map.of(), limits);

        var loud = limited.run("while echo 'a line that is printed again and again'; do :; done");
        var greedy = limited.run("head -c 20000000 /dev/zero > much; sleep 600");

        assertThat(loud)
                .isInstanceOfSatisfying(
                        ProcessResult.Exceeded.class,
                        exceeded -> assertThat(exceeded.limit()).contains("coppice.limits.output"));
        assertThat(greedy)
                .isInstanceOfSatisfying(
                        ProcessResult.Exceeded.class,
                        exceeded -> assertThat(exceeded.limit()).contains("coppice.limits.disk"));
        assertThat(limited.containersLeft()).isEmpty();
    }

    @Test
    void theLargestExitCodesAreTheCommandsOwnToo() {
        assertThat(code(work.run("exit 125"))).isEqualTo(125);
        assertThat(code(work.run("exit 127"))).isEqualTo(127);
        assertThat(code(work.run("kill -9 $$"))).isEqualTo(137);
    }

    @Test
    void whatTheImageLacksOrTheEngineRefusesIsNotStarted() {
        var missing = work.start(List.of("no-such-program"), Map.of(), "", AContainedWorktree.LONG)
                .await();

        assertThat(missing)
                .isInstanceOfSatisfying(
                        ProcessResult.NotStarted.class,
                        it -> assertThat(it.reason())
                                .contains("no-such-program")
                                .contains("image"));
    }

    @Test
    void nothingButTheWorkCanBeWrittenAndNothingOfTheHostIsSeen() throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "nobody's business");

        var seen = work.demand("""
                touch /planted 2>/dev/null && echo wrote the root
                touch /etc/planted 2>/dev/null && echo wrote etc
                cat '%s' 2>/dev/null
                ls '%s'
                echo x > ../planted
                cat .git/config 2>/dev/null; mv .git .git2 2>/dev/null && echo moved git
                echo gitdir: /tmp/x > .git 2>/dev/null && echo wrote git
                grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status
                ls /sys/class/net
                ls -d /proc/[0-9]* | wc -l
                echo end
                """.formatted(secret, folder.toRealPath()));

        assertThat(seen)
                .doesNotContain("wrote", "nobody", "moved", "secret.txt", "a repository/")
                .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "\nlo\n", "end");
        assertThat(folder.resolve("planted")).doesNotExist();
        assertThat(Files.readString(work.worktree.resolve(".git"))).startsWith("gitdir: ");
    }

    @Test
    void variablesArriveAsTheyAreAndTheEngineIsNotToldOfThem() throws Exception {
        var process = work.start(
                List.of("sh", "-c", "printf %s \"$KEY\" > key; until [ -e go ]; do sleep 0.1; done"),
                Map.of("KEY", SECRET, "no name", "x"),
                "",
                AContainedWorktree.LONG);
        await().until(() -> Files.exists(work.worktree.resolve("key")) && Files.size(work.worktree.resolve("key")) > 0);

        var container = work.containersLeft().getFirst();
        var shown = TestEngine.engine().ask(User.PATIENCE, "inspect", container).output();
        var client = process.identity().orElseThrow().pid();
        var line = Files.readString(Path.of("/proc", Long.toString(client), "cmdline"));
        Files.createFile(work.worktree.resolve("go"));
        process.await();

        assertThat(work.worktree.resolve("key")).hasContent(SECRET);
        assertThat(shown).contains("dev.coppice.test").doesNotContain("secret");
        assertThat(line).contains(container).doesNotContain("secret");
        assertThat(work.attempt.path().resolve(container)).doesNotExist();
    }

    @Test
    void aCommandThatIsStoppedMayEndInItsOwnWay() throws IOException {
        var process = work.start("trap 'echo bye > bye.txt; exit 3' TERM; touch ready; while :; do sleep 0.1; done");
        await().until(() -> Files.exists(work.worktree.resolve("ready")));

        process.stop();

        assertThat(process.await()).isEqualTo(new ProcessResult.Stopped(3));
        assertThat(work.worktree.resolve("bye.txt")).hasContent("bye\n");
        assertThat(work.containersLeft()).isEmpty();
    }

    @Test
    void aTreeThatWillNotEndIsRemovedWithItsContainerWhenItsTimeIsOver() throws IOException {
        var process = work.start(
                List.of(
                        "sh",
                        "-c",
                        "trap '' TERM; (setsid sh -c \"trap '' TERM HUP; while :; do sleep 1; echo x >> alive; done\" &); touch ready; while :; do sleep 1; done"),
                Map.of(),
                "",
                Duration.ofSeconds(3));
        var client = process.identity().orElseThrow();

        assertThat(process.await()).isEqualTo(new ProcessResult.TimedOut(Duration.ofSeconds(3)));

        assertThat(work.worktree.resolve("ready")).exists();
        assertThat(TestEngine.containers("coppice-test")).isEmpty();
        assertThat(ProcessHandle.of(client.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(work.containersLeft()).isEmpty();
    }

    @Test
    void aCommandThatEndsTakesItsDaemonsAlong() {
        work.demand("(setsid sh -c 'while :; do sleep 0.2; date >> alive; done' >/dev/null 2>&1 &)");

        assertThat(TestEngine.containers("coppice-test")).isEmpty();
    }

    @Test
    void memoryAndProcessesHaveLimits() {
        var greedy = work.run("dd if=/dev/zero of=/dev/null bs=700M count=1 && echo got it");
        var many = work.run("for i in $(seq 100); do sleep 5 & done; echo started all");

        assertThat(code(greedy)).isNotZero();
        assertThat(code(many)).isNotZero();
        assertThat(work.printed()).doesNotContain("got it").doesNotContain("started all");
    }

    @Test
    void whatOneCommandLeavesInItsFoldersTheNextOneFinds() {
        work.demand("echo kept > \"$TMPDIR/kept\"; echo gone > /tmp/gone");

        assertThat(work.demand("cat \"$TMPDIR/kept\"; ls /tmp"))
                .contains("kept")
                .doesNotContain("gone");
    }

    @Test
    void aLinkInPlaceOfAFolderIsNotMounted() throws IOException {
        var secret = Files.createDirectory(folder.resolve("private"));
        Files.writeString(secret.resolve("key.txt"), "secret");
        Files.delete(work.scratch);
        Files.createSymbolicLink(work.scratch, secret);

        assertThat(work.demand("ls \"$TMPDIR\" 2>/dev/null; echo end")).isEqualTo("end");
    }
}
