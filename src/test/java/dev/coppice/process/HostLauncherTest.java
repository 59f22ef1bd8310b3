package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.ProcessResult.Exited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command may rely on, whatever wall is around it. */
class HostLauncherTest {

    @TempDir
    Path folder;

    private final Capture output = new Capture(10_000);
    private final Capture error = new Capture(10_000);

    @ParameterizedTest
    @MethodSource("walls")
    void exitCodeAndBothOutputsComeThrough(Wall wall) {
        var result = run(wall, Commands.shell("echo out; echo err >&2; exit 7"));

        assertThat(code(result)).isEqualTo(7);
        assertThat(output.text()).isEqualTo("out\n");
        assertThat(error.text()).isEqualTo("err\n");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void oneOutputForBothKeepsTheirOrder(Wall wall) {
        var command = Commands.shell("for i in 1 2 3 4 5; do echo o$i; echo e$i >&2; done");

        HostLauncher.behind(wall).launch(command, output, output).await();

        assertThat(output.text()).isEqualTo("o1\ne1\no2\ne2\no3\ne3\no4\ne4\no5\ne5\n");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aDeathBySignalShowsAs128AndTheSignal(Wall wall) {
        assertThat(code(run(wall, Commands.shell("kill -KILL $$")))).isEqualTo(137);
        assertThat(code(run(wall, Commands.shell("kill -TERM $$")))).isEqualTo(143);
        assertThat(output.text() + error.text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void theEnvironmentAndTheDirectoryAreTheGivenOnes(Wall wall) {
        var environment = Map.of("PATH", System.getenv("PATH"), "TASK", "a b'c\"d$e\n*");
        var words = List.of("sh", "-c", "printf %s \"$TASK|$1|$HOME|\"; pwd -P", "sh", " -x $(y) ");

        run(wall, new Command(words, folder, environment, "", Commands.LONG));

        assertThat(output.text()).isEqualTo("a b'c\"d$e\n*| -x $(y) ||" + folder.toAbsolutePath() + "\n");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void inputLargerThanAPipeIsReadWholeOrNotAtAll(Wall wall) {
        String input = "0123456789".repeat(200_000);

        assertThat(code(run(wall, Commands.shell("exec sleep 0.2", input, Commands.LONG))))
                .isZero();
        assertThat(code(run(wall, Commands.shell("wc -c", input, Commands.LONG))))
                .isZero();
        assertThat(output.text().strip()).isEqualTo("2000000");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void fastOutputIsReadToItsEndAndKeptToTheLimit(Wall wall) {
        var bytes = new AtomicLong();
        var tail = new Tail(1000);
        Output count = (_, length) -> bytes.addAndGet(length);

        HostLauncher.behind(wall)
                .launch(Commands.shell("yes | head -c 200000000; echo end"), Tee.of(count, output, tail), error)
                .await();

        assertThat(bytes).hasValue(200_000_004);
        assertThat(output.isTruncated()).isTrue();
        assertThat(tail.lastLines(2)).isEqualTo("y\nend");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aHandlerOfTermCanEndTheCommandInItsOwnWay(Wall wall) {
        var running = launch(wall, "trap 'echo bye; exit 42' TERM; echo ready; while :; do sleep 0.05; done");
        await().until(() -> output.text().equals("ready\n"));

        running.stop();

        assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(42));
        assertThat(output.text()).isEqualTo("ready\nbye\n");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void anOrdinaryCommandEndsAtTheFirstAsking(Wall wall) {
        var running = launch(wall, "echo ready; exec sleep 300");
        await().until(() -> output.text().equals("ready\n"));

        running.stop();

        assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(143));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aStopBeforeTheCommandHasBegunEndsItToo(Wall wall) {
        var running = launch(wall, "sleep 300");

        running.stop();

        assertThat(running.await()).isInstanceOf(ProcessResult.Stopped.class);
    }

    @ParameterizedTest
    @MethodSource("walls")
    void interruptingTheWaiterStopsTheCommandAndIsRemembered(Wall wall) throws Exception {
        var running = launch(wall, "echo ready; exec sleep 300");
        var remembered = new AtomicBoolean();
        var waiter = Thread.ofVirtual().start(() -> {
            running.await();
            remembered.set(Thread.currentThread().isInterrupted());
        });
        await().until(() -> output.text().equals("ready\n"));

        waiter.interrupt();
        waiter.join();

        assertThat(remembered).isTrue();
        assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(143));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void whatCannotBeStartedIsNamed(Wall wall) throws Exception {
        var notExecutable =
                Files.writeString(folder.resolve("plain.txt"), "text").toString();
        var path = Map.of("PATH", System.getenv("PATH"));

        assertThat(reason(run(wall, new Command(List.of("no-such-agent", "-x"), folder, path, "", Commands.LONG))))
                .contains("no-such-agent");
        assertThat(reason(run(wall, new Command(List.of(notExecutable), folder, path, "", Commands.LONG))))
                .contains("plain.txt");
        assertThat(reason(run(wall, new Command(List.of("sh"), folder.resolve("gone"), path, "", Commands.LONG))))
                .contains("gone is not a directory");
        assertThat(reason(run(
                        wall, new Command(List.of("sh", "-c", "x".repeat(200_000)), folder, path, "", Commands.LONG))))
                .contains("sh");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aFailingOutputDoesNotFailTheCommand(Wall wall) {
        Output full = (_, _) -> {
            throw new java.io.IOException("No space left on device");
        };

        var result = HostLauncher.behind(wall)
                .launch(Commands.shell("yes | head -c 1000000"), full, error)
                .await();

        assertThat(code(result)).isZero();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void theTerminalIsOutOfReach(Wall wall) {
        run(wall, Commands.shell("(: < /dev/tty) 2>/dev/null || echo none"));

        assertThat(output.text()).isEqualTo("none\n");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aTimeLimitIsKept(Wall wall) {
        var limit = Duration.ofMillis(300);

        assertThat(run(wall, Commands.shell("sleep 300", "", limit))).isEqualTo(new ProcessResult.TimedOut(limit));
    }

    private RunningProcess launch(Wall wall, String script) {
        return HostLauncher.behind(wall).launch(Commands.shell(script), output, error);
    }

    private ProcessResult run(Wall wall, Command command) {
        return HostLauncher.behind(wall).launch(command, output, error).await();
    }

    private static int code(ProcessResult result) {
        return ((Exited) result).code();
    }

    private static String reason(ProcessResult result) {
        return ((ProcessResult.NotStarted) result).reason();
    }

    static Stream<Wall> walls() {
        return Commands.walls();
    }
}
