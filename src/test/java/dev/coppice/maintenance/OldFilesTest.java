package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.queue.ExecutionSummary;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFilesTest {

    private static final ExecutionId OLD = new ExecutionId("exec_00000000000a");
    private static final ExecutionId PAUSED = new ExecutionId("exec_00000000000b");
    private static final ExecutionId YOUNG = new ExecutionId("exec_00000000000c");

    @TempDir
    Path folder;

    private final Retention month = new Retention(Duration.ofDays(30), Instant.now());
    private KnownExecutions known;

    @BeforeEach
    void knowOneThatIsPaused() throws IOException {
        folder = folder.toRealPath();
        known = KnownExecutions.of(List.of(new ExecutionSummary(
                PAUSED,
                ExecutionState.PAUSED,
                folder.resolve("demo/weather-station-2"),
                ExecutionMode.WORKTREE,
                "plan.md",
                "hash",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty())));
    }

    private Path file(String name, int daysOld) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        age(file, daysOld);
        age(file.getParent(), daysOld);
        return file;
    }

    private static void age(Path file, int days) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    @Test
    void oldLogsGoUnlessTheirExecutionMayGoOn() throws IOException {
        var old = file("logs/" + OLD + "/1.1-1.log", 31);
        var paused = file("logs/" + PAUSED + "/1.1-1.log", 31);
        var young = file("logs/" + YOUNG + "/1.1-1.log", 29);
        var application = file("logs/app.log.5", 400);
        var others = file("logs/notes/mine", 400);
        var found = new Sweepings();

        new ExecutionFolderSweep(folder.resolve("logs"), Removal.Kind.LOG, known, month).sweep(found);
        var report = found.remove();

        assertThat(report.removals())
                .extracting(Removal::what)
                .containsExactly(old.getParent().toString());
        assertThat(old.getParent()).doesNotExist();
        assertThat(List.of(paused, young, application, others)).allMatch(Files::exists);
    }

    @Test
    void oneLineOfTodayKeepsAWholeFolderOfLogs() throws IOException {
        file("logs/" + OLD + "/1.1-1.log", 31);
        file("logs/" + OLD + "/1.2-1.log", 0);
        var found = new Sweepings();

        new ExecutionFolderSweep(folder.resolve("logs"), Removal.Kind.LOG, known, month).sweep(found);

        assertThat(found.preview().removals()).isEmpty();
    }

    @Test
    void oldDemosGoWithTheirPlanAndALinkLeadsNowhere() throws Exception {
        var outside = file("outside/file", 400);
        var old = file("demo/weather-station-1/README.md", 31);
        oldLink(old.resolveSibling("link"), outside.getParent());
        age(old.getParent(), 31);
        var plan = file("demo/weather-station-1-plan.md", 31);
        var paused = file("demo/weather-station-2/README.md", 31);
        var mine = file("demo/mine/README.md", 400);
        var found = new Sweepings();

        var doomed = new DemoSweep(folder.resolve("demo"), known, month).sweep(found);
        var dry = found.preview();
        var isThereAfterDry = Files.exists(old);
        var real = found.remove();

        assertThat(doomed).containsExactly(old.getParent());
        assertThat(real.removals()).isEqualTo(dry.removals()).hasSize(1);
        assertThat(isThereAfterDry).isTrue();
        assertThat(List.of(old.getParent(), plan)).noneMatch(Files::exists);
        assertThat(List.of(outside, paused, mine)).allMatch(Files::exists);
    }

    /** Java cannot set the time of a link itself. */
    private static void oldLink(Path link, Path target) throws Exception {
        Files.createSymbolicLink(link, target);
        var touch = new ProcessBuilder("touch", "-h", "-d", "2001-01-01", link.toString()).start();
        assertThat(touch.waitFor()).isZero();
    }
}
