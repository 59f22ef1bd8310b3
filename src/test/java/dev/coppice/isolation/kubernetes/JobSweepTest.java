package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.isolation.AttemptName;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Coppice that died has left is taken away by the next. */
class JobSweepTest {

    @TempDir
    Path place;

    private AClusterWork work;

    @BeforeEach
    void makeCluster() throws IOException {
        work = new AClusterWork(place.toRealPath(), List.of());
    }

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void itsJobsAndBranchesGoAndThoseOfOthersStay() throws IOException {
        var mine = AClusterWork.name().labels(work.folder.id());
        work.agent("echo x >file");
        work.cluster.make("coppice-mine", mine);
        work.cluster.make("coppice-of-another", AttemptName.labelsOf(new UUID(8, 8)));
        work.cluster.make("somebody", Map.of("app", "other"));
        assertThat(work.branches()).contains(AClusterWork.BRANCH);

        work.jobs.sweep();

        assertThat(work.cluster.jobsLeft()).containsExactlyInAnyOrder("coppice-of-another", "somebody");
        assertThat(work.branches()).containsExactly("refs/heads/main");
        assertThat(work.folder.root().resolve("kubernetes")).isEmptyDirectory();
    }

    @Test
    void aJobThatRunsIsEnded() throws IOException {
        var running = work.start(work.command("echo begun; while :; do sleep 1; done"));
        work.awaitWord("begun");

        work.jobs.sweep();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> work.cluster.pods().stream().noneMatch(FakePod::isRunning));
        running.stop();
        running.await();
    }

    @Test
    void whereNothingWasLeftNoClusterIsAsked() {
        work.jobs.sweep();

        assertThat(work.cluster.requests()).isEmpty();
    }

    @Test
    void whatCannotBeTakenAwayStaysForTheNextStart() throws IOException {
        work.enclosure();
        work.forge.close();

        work.jobs.sweep();

        assertThat(work.folder.root().resolve("kubernetes")).isNotEmptyDirectory();
    }

    @Test
    void aClusterThatIsAwayKeepsNobodyFromStarting() throws IOException {
        work.enclosure();
        work.cluster.close();

        work.jobs.sweep();
        var result = work.agent("true");

        assertThat(work.folder.root().resolve("kubernetes")).isNotEmptyDirectory();
        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.NotStarted.class,
                        refused -> assertThat(refused.reason()).contains("it does not take the Job"));
    }
}
