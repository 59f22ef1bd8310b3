package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a command ends, and however Coppice ends, nothing of the command's tree goes on. */
class RunawayTreeTest {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

    @TempDir
    static Path classes;

    private final Runaway runaway = Runaway.next();

    @BeforeAll
    static void copyClasses() throws IOException {
        Assumptions.assumeTrue(ProcessStat.of(1).isPresent(), "no /proc on this host to count processes in");
        OtherCoppice.readableClasses(classes);
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aTimeOutEndsTheTree(Wall wall) {
        var command = Commands.shell(runaway.sleeping(), "", Duration.ofSeconds(1));

        var result =
                launcher(wall).launch(command, Output.none(), Output.none()).await();

        assertThat(result).isEqualTo(new ProcessResult.TimedOut(Duration.ofSeconds(1)));
        assertThat(runaway.survivors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aStopEndsTheTree(Wall wall) {
        var running = launcher(wall)
                .launch(Commands.shell("trap '' TERM\n" + runaway.sleeping()), Output.none(), Output.none());
        await().until(runaway::isRunning);

        running.stop();
        var result = running.await();

        assertThat(result).isEqualTo(new ProcessResult.Stopped(137));
        assertThat(runaway.survivors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aDaemonDoesNotOutliveItsCommand(Wall wall) {
        var command = Commands.shell(runaway.script("sleep 0.5; exit 3"));

        var result =
                launcher(wall).launch(command, Output.none(), Output.none()).await();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isEqualTo(3));
        assertThat(runaway.survivors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aDaemonThatKeepsTheOutputOpenDelaysNothing(Wall wall) {
        var output = new Capture(1000);
        var command = Commands.shell("(setsid sleep 300." + runaway.number() + " &); echo done");

        var result = launcher(wall).launch(command, output, Output.none()).await();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.ran()).isLessThan(Duration.ofSeconds(20)));
        assertThat(output.text()).isEqualTo("done\n");
        assertThat(runaway.survivors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aKillOfCoppiceEndsTheTree(Wall wall) throws Exception {
        killCoppice(wall, List.of());
    }

    @ParameterizedTest
    @MethodSource("allWalls")
    void aKillOfAnOrdinaryUsersCoppiceEndsTheTree(Wall wall) throws Exception {
        Assumptions.assumeTrue(
                OwnUser.isRoot(), "only root can become an ordinary user; if you are one, the other test shows it");
        Assumptions.assumeTrue(
                OtherCoppice.walls(AS_NOBODY, classes).contains(wall.name()),
                wall + " does not stand for an ordinary user of this host");

        killCoppice(wall, AS_NOBODY);
    }

    @Test
    void aTrustedCommandDiesWithCoppice() throws Exception {
        Assumptions.assumeTrue(Programs.tool("setpriv").isPresent(), "no setpriv on this host");
        var other = OtherCoppice.start(List.of(), classes, OtherCoppice.DIRECT, "exec sleep 300." + runaway.number());
        await().until(() -> runaway.survivors().size() >= 2); // the JVM's own command line counts as one

        other.jvm().destroyForcibly().waitFor();

        await().until(() -> runaway.survivors().isEmpty());
    }

    private void killCoppice(Wall wall, List<String> user) throws Exception {
        var other = OtherCoppice.start(user, classes, wall.name(), runaway.sleeping());
        await().until(runaway::isRunning);

        other.jvm().destroyForcibly().waitFor();

        if (wall == Wall.PLAIN) {
            assertThat(Leftovers.end(other.started())).isTrue();
        }
        await().until(() -> runaway.survivors().isEmpty());
    }

    private static HostLauncher launcher(Wall wall) {
        return HostLauncher.behind(wall).withGrace(Duration.ofMillis(300));
    }

    static Stream<Wall> walls() {
        return Commands.walls();
    }

    static Stream<Wall> allWalls() {
        return Stream.of(Wall.values());
    }
}
