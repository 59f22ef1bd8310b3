package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Coppice starts leaves the processor to Coppice itself, which answers people, when both want it. */
class NicenessTest {

    private static final Path WEIGHS_SESSIONS = Path.of("/proc/sys/kernel/sched_autogroup_enabled");

    private final Capture output = new Capture(1000);

    @BeforeEach
    void thisProcessIsNotNice() throws IOException {
        assumeThat(Path.of("/proc/thread-self")).as("Linux's /proc").exists();
        assumeThat(Programs.tool("nice")).as("the program nice").isPresent();
        assumeThat(niceness(Files.readString(Path.of("/proc/self/stat"))))
                .as("the niceness of this process")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void aCommandIsNice(Launcher launcher) {
        assertThat(niceness(answer(launcher, "cat /proc/self/stat"))).isEqualTo(Guard.NICENESS);
    }

    @ParameterizedTest
    @MethodSource("dev.coppice.process.Commands#walls")
    void aTaskIsNiceAsAWholeWhereSessionsAreWeighed(Wall wall) throws IOException {
        assumeThat(WEIGHS_SESSIONS).exists();
        assumeThat(Files.readString(WEIGHS_SESSIONS).strip())
                .as("sched_autogroup_enabled")
                .isEqualTo("1");

        assertThat(answer(HostLauncher.behind(wall), "cat /proc/self/autogroup"))
                .endsWith(" nice " + Guard.NICENESS + "\n");
    }

    /** Threads are as nice as the one that starts them, and those that wait for processes start others. */
    @Test
    void noThreadOfThisProcessIs() throws IOException {
        answer(new DirectLauncher(), ":");

        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            assertThat(threads).allMatch(NicenessTest::isNotNiceOrGone);
        }
    }

    private static boolean isNotNiceOrGone(Path thread) {
        try {
            return niceness(Files.readString(thread.resolve("stat"))) == 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static Stream<Launcher> launchers() {
        return Stream.concat(
                Stream.of(new DirectLauncher(), DirectLauncher.alone(), DirectLauncher.yielding()),
                Commands.walls().map(HostLauncher::behind));
    }

    private String answer(Launcher launcher, String script) {
        launcher.launch(Commands.shell(script), output, Output.none()).await();
        return output.text();
    }

    /** Field 19 of proc(5)'s stat. */
    private static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }
}
