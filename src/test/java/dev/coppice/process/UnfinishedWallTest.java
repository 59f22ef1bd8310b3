package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall that is killed while it is put up can leave a process behind that its own death no longer ends. */
class UnfinishedWallTest {

    private static final int TRIES = 3000;
    private static final long STEP = TimeUnit.MICROSECONDS.toNanos(300);
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    @BeforeEach
    void assumeWall() {
        assumeTrue(WallProbe.available().contains(Wall.BUBBLEWRAP), "no namespace by bubblewrap here");
        assumeTrue(
                Files.exists(Path.of("/proc/thread-self/children")), "the kernel tells no children of a thread here");
    }

    @AfterEach
    void end() {
        Leftovers.endBelow(folder);
    }

    @Test
    void whatADeadCoppiceLeftIsFoundByItsTemporaryFolder() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && processes().isEmpty(); i++) {
            var wall = start("mine");
            while (wall.isAlive() && !hasChild(wall)) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(i % 10 * STEP / 10);
            wall.destroyForcibly().waitFor();
        }
        assertThat(processes()).as("an orphan of a wall that died early").isNotEmpty();

        assertThat(Leftovers.endBelow(folder.resolve("mine/of-another"))).isFalse();
        assertThat(Leftovers.endBelow(folder.resolve("mi"))).isFalse();
        assertThat(processes()).isNotEmpty();

        assertThat(Leftovers.endBelow(folder.resolve("mine"))).isTrue();
        assertThat(processes()).isEmpty();
        assertThat(Leftovers.endBelow(folder.resolve("mine"))).isFalse();
    }

    @Test
    void aCommandThatIsStoppedWhileItsWallIsPutUpLeavesNothing() {
        var environment = Map.of(
                "PATH", System.getenv("PATH"), "TMPDIR", folder.resolve("1").toString());
        for (int i = 0; i < STEPS; i++) {
            var command = new Command(List.of("sleep", "600"), folder, environment, "", Commands.LONG);
            var running = HostLauncher.behind(Wall.BUBBLEWRAP).launch(command, Output.none(), Output.none());
            LockSupport.parkNanos(i * STEP);
            running.stop();
            running.await();
        }
        await().untilAsserted(() -> assertThat(processes()).isEmpty());
    }

    private Process start(String scratch) throws IOException {
        var words = new ArrayList<>(Wall.BUBBLEWRAP.words());
        words.addAll(List.of("sleep", "600"));
        var builder = new ProcessBuilder(words).redirectInput(new File("/dev/null"));
        builder.environment().put("TMPDIR", folder.resolve(scratch).resolve("1").toString());
        return Spawner.start(builder);
    }

    private static boolean hasChild(Process wall) {
        var pid = Long.toString(wall.pid());
        try {
            return !Files.readString(Path.of("/proc", pid, "task", pid, "children"))
                    .isEmpty();
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private List<Long> processes() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1)
                    .contains("TMPDIR=" + folder);
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
