package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one command may use of the host, behind every wall; a host that lets nobody make control groups shows less of it. */
class LimitsTest {

    private static final Limits NONE = Limits.none();

    private final Capture output = new Capture(10_000);

    static Stream<Wall> walls() {
        return Commands.walls();
    }

    private ProcessResult run(Wall wall, Limits limits, String script) {
        return HostLauncher.behind(wall)
                .within(limits)
                .launch(Commands.shell(script), output, output)
                .await();
    }

    private static void assumeHeld(Limits limits) {
        var missing = ControlGroups.missing(limits);
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    private static Limits memory(long bytes) {
        return new Limits(
                OptionalLong.of(bytes), NONE.processes(), NONE.cores(), NONE.openFiles(), NONE.output(), NONE.disk());
    }

    private static Limits processes(int most) {
        return new Limits(
                NONE.memory(), OptionalInt.of(most), NONE.cores(), NONE.openFiles(), NONE.output(), NONE.disk());
    }

    private static Limits cores(double most) {
        return new Limits(
                NONE.memory(), NONE.processes(), OptionalDouble.of(most), NONE.openFiles(), NONE.output(), NONE.disk());
    }

    @ParameterizedTest
    @MethodSource("walls")
    void whoTakesMoreMemoryIsEndedAndPeopleAreToldWhy(Wall wall) {
        var limits = memory(64 << 20);
        assumeHeld(limits);

        var result = run(wall, limits, "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ${#x}");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isNotZero());
        assertThat(output.text())
                .contains("coppice: the kernel has ended a process, because the limit of memory is reached"
                        + " (coppice.limits.memory)")
                .doesNotContain("200000000");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aBombOfForksFindsNoRoom(Wall wall) {
        var limits = processes(20);
        assumeHeld(limits);

        run(wall, limits, "i=0; while [ $i -lt 60 ]; do sleep 300 & i=$((i + 1)); done; echo started $i");

        assertThat(output.text())
                .contains("the limit of processes is reached (coppice.limits.processes)")
                .doesNotContain("started 60");
        assertThat(groups()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void whoNeedsLessIsNotTouched(Wall wall) {
        var all = new Limits(
                OptionalLong.of(1 << 30),
                OptionalInt.of(100),
                OptionalDouble.of(1.5),
                OptionalInt.of(64),
                OptionalLong.of(1000),
                OptionalLong.of(1 << 30));

        var result = run(wall, all, "ulimit -n; exit 3");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isEqualTo(3));
        assertThat(output.text()).isEqualTo("64\n");
        assertThat(groups()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aProcessorIsSharedOutByAQuota(Wall wall) {
        var limits = cores(0.5);
        assumeHeld(limits);

        run(
                wall,
                limits,
                "cat $(grep ':cpu:' /proc/self/cgroup > /dev/null && sed -n 's,^[0-9]*:cpu:,/sys/fs/cgroup/cpu,p' /proc/self/cgroup)/cpu.cfs_quota_us"
                        + " 2>/dev/null || cat /sys/fs/cgroup$(sed -n 's,^0::,,p' /proc/self/cgroup)/cpu.max");

        assertThat(output.text()).startsWith("50000");
    }

    @ParameterizedTest
    @MethodSource("walls")
    void whoPrintsMoreThanItMayIsEndedWithAllThatItHasStarted(Wall wall) {
        var limits = new Limits(
                NONE.memory(), NONE.processes(), NONE.cores(), NONE.openFiles(), OptionalLong.of(100_000), NONE.disk());

        var result = run(wall, limits, "yes & yes >&2");

        assertThat(result)
                .isEqualTo(new ProcessResult.Exceeded("the limit of output is reached (coppice.limits.output)"));
    }

    @Test
    void whoFillsItsDirectoryIsEnded(@TempDir Path folder) {
        var limits = new Limits(
                NONE.memory(),
                NONE.processes(),
                NONE.cores(),
                NONE.openFiles(),
                NONE.output(),
                OptionalLong.of(2 << 20));
        var command = new Command(
                List.of("sh", "-c", "head -c 4000000 /dev/urandom > big; sleep 300"),
                folder,
                Map.of("PATH", System.getenv("PATH")),
                "",
                Commands.LONG);

        var result = HostLauncher.detect()
                .within(limits)
                .launch(command, output, output)
                .await();

        assertThat(result)
                .isEqualTo(
                        new ProcessResult.Exceeded("the limit of room on the disk is reached (coppice.limits.disk)"));
    }

    @Test
    void holesInFilesTakeNoRoomAndOtherDisksAreNotCounted(@TempDir Path folder) throws IOException {
        try (var file = new java.io.RandomAccessFile(folder.resolve("hollow").toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        assertThat(DiskWatch.taken(folder).orElseThrow()).isLessThan(1 << 20);
        assertThat(DiskWatch.taken(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aDaemonThatHidesFromARecordIsEndedByItsGroup() throws IOException {
        var group = ControlGroups.here().make(NONE);
        group.remove();
        Assumptions.assumeTrue(group.killing().isPresent(), "the kernel ends no groups at once here");
        var runaway = Runaway.next();

        run(Wall.PLAIN, NONE, "env -i setsid -f sh -c 'setsid -f sleep 300." + runaway.number() + "'; exit 0");

        assertThat(runaway.survivors()).isEmpty();
        assertThat(groups()).isEmpty();
    }

    @Test
    void groupsThatACrashHasLeftAreSweptButNotThoseInUse() throws IOException, InterruptedException {
        var limits = processes(100);
        assumeHeld(limits);
        var justMade = ControlGroups.here().make(limits);
        var left = Files.createDirectory(folderOf(justMade).resolveSibling("coppice-" + pidOfADead() + "-left"));
        var running = HostLauncher.detect()
                .within(limits)
                .launch(Commands.shell("echo here; exec sleep 300"), output, output);
        await().until(() -> output.text().contains("here"));

        ControlGroups.sweep();

        assertThat(left).doesNotExist();
        assertThat(folderOf(justMade)).as("nothing is in it yet").exists();
        assertThat(groups().stream().map(Path::getFileName).distinct())
                .as("with that of the running")
                .hasSize(2);
        justMade.remove();
        running.stop();
        running.await();
        assertThat(groups()).isEmpty();
    }

    private static Path folderOf(ControlGroup group) {
        return group.folders().values().iterator().next();
    }

    private static long pidOfADead() throws IOException, InterruptedException {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> processes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cores(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of this JVM, in every tree of groups. */
    private static List<Path> groups() {
        return Hierarchy.mounted().stream()
                .flatMap(hierarchy -> Optional.ofNullable(
                                hierarchy.own().toFile().listFiles())
                        .stream()
                        .flatMap(Stream::of))
                .map(java.io.File::toPath)
                .filter(folder -> folder.getFileName()
                        .toString()
                        .startsWith("coppice-" + ProcessHandle.current().pid() + "-"))
                .toList();
    }
}
