package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.git.TestRepository;
import dev.coppice.process.Command;
import dev.coppice.process.OpenInput;
import dev.coppice.process.ProcessResult;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a cluster does to a Job is told as such, and is no failure of the command. */
class JobTroubleTest {

    private static final String FOR_EVER = "echo begun; while :; do sleep 1; done";

    @TempDir
    static Path place;

    private static AClusterWork work;

    @BeforeAll
    static void makeCluster() throws IOException {
        work = new AClusterWork(place.toRealPath(), List.of());
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

    /** A second is enough where nothing will come. */
    private static void hurry() throws IOException {
        work.with(Map.of("start-limit", "1s"));
    }

    private String notStarted(ProcessResult result) {
        assertThat(result).isInstanceOf(ProcessResult.NotStarted.class);
        assertThat(work.cluster.jobsLeft()).isEmpty();
        return ((ProcessResult.NotStarted) result).reason();
    }

    @Test
    void aCommandThatIsTooSlowEndsWithItsJobAndTheWorktreeStaysAsItWas() throws IOException {
        var slow = work.command("rm a.txt; " + FOR_EVER);

        var result = work.start(
                        new Command(slow.arguments(), slow.directory(), slow.environment(), "", Duration.ofMillis(400)))
                .await();

        assertThat(result).isEqualTo(new ProcessResult.TimedOut(Duration.ofMillis(400)));
        assertThat(work.worktree.resolve("a.txt")).exists();
        assertThat(work.cluster.jobsLeft()).isEmpty();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> work.cluster.pods().stream().noneMatch(FakePod::isRunning));
    }

    @Test
    void aPodForWhichThereIsNoNodeIsGivenUpAndTheClusterQuoted() throws IOException {
        hurry();
        work.cluster.node(pod -> pod.update(new PodStatusBuilder()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available: 3 Insufficient memory.")
                .endCondition()
                .build()));

        assertThat(notStarted(work.agent("true")))
                .isEqualTo("sh could not be run in the cluster: nothing came of it within 1 s:"
                        + " Unschedulable: 0/3 nodes are available: 3 Insufficient memory.");
    }

    @Test
    void anImageThatCannotBeFetchedIsGivenUpAndTheClusterQuoted() throws IOException {
        hurry();
        work.cluster.node(pod ->
                pod.update(waiting("ImagePullBackOff", "Back-off pulling image \"registry.example.org/agents:1\"")));

        assertThat(notStarted(work.agent("true")))
                .endsWith("within 1 s: ImagePullBackOff: Back-off pulling image \"registry.example.org/agents:1\"");
    }

    @Test
    void anImageThatCanNeverBeIsNotWaitedFor() throws IOException {
        work.cluster.node(pod -> pod.update(waiting("InvalidImageName", "couldn't parse image name")));

        assertThat(notStarted(work.agent("true")))
                .isEqualTo("sh could not be run in the cluster: InvalidImageName: couldn't parse image name");
    }

    private static PodStatus waiting(String reason, String message) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .withInitContainerStatuses(new ContainerStatusBuilder()
                        .withName("clone")
                        .withState(new ContainerStateBuilder()
                                .withNewWaiting(message, reason)
                                .build())
                        .build())
                .build();
    }

    @Test
    void aJobWithoutAPodIsGivenUp() throws IOException {
        hurry();
        work.cluster.node(_ -> {});

        assertThat(notStarted(work.agent("true"))).contains("no pod was made for it");
    }

    @Test
    void anEvictionIsNoFailureOfTheAgent() throws IOException {
        var running = work.start(work.command(FOR_EVER));
        work.awaitWord("begun");
        var pod = work.cluster.pods().getFirst();

        pod.update(pod.status("Failed")
                .withReason("Evicted")
                .withMessage("The node was low on resource: memory.")
                .build());

        assertThat(notStarted(running.await())).contains("Evicted: The node was low on resource: memory.");
    }

    @Test
    void aPodThatSomebodyDeletesIsNoFailureOfTheAgent() throws IOException {
        var running = work.start(work.command(FOR_EVER));
        work.awaitWord("begun");

        work.cluster.pods().getFirst().end();

        assertThat(notStarted(running.await())).endsWith("somebody deleted its pod");
    }

    @Test
    void tooMuchMemoryIsSaidToBeThat() throws IOException {
        work.cluster.node(pod -> {
            pod.update(new PodStatusBuilder()
                    .withPhase("Failed")
                    .withInitContainerStatuses(new ContainerStatusBuilder()
                            .withName("command")
                            .withState(new ContainerStateBuilder()
                                    .withNewTerminated()
                                    .withExitCode(137)
                                    .withReason("OOMKilled")
                                    .endTerminated()
                                    .build())
                            .build())
                    .build());
            pod.closeLogs();
        });

        assertThat(work.agent("true")).isEqualTo(new ProcessResult.Exceeded("it used more memory than its pod may"));
    }

    @Test
    void aProgramThatTheImageLacksIsSaidToBeMissing() throws IOException {
        var command = work.command("");

        var result = work.start(new Command(
                        List.of("no-such-program"),
                        command.directory(),
                        command.environment(),
                        "",
                        command.timeLimit()))
                .await();

        assertThat(notStarted(result)).isEqualTo("cannot start no-such-program: the image has no such program");
    }

    @Test
    void aRepositoryWithinTheWorktreeCannotComeBackAndThatIsTheAgentsDoing() throws IOException {
        var result = work.agent(
                "git init -q inner; git -C inner -c user.name=A -c user.email=a@b commit -q --allow-empty -m x");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isEqualTo(1));
        assertThat(work.output.lastLines(1))
                .isEqualTo(
                        "coppice: nothing comes back: git repositories inside the worktree cannot be committed: inner");
    }

    @Test
    void hooksAndSettingsThatAnAgentPlantsRunNowhere() throws IOException {
        var result = work.agent("""
                printf '#!/bin/sh\\ntouch planted\\n' >.git/hooks/pre-push 2>/dev/null || { mkdir -p .git/hooks; printf '#!/bin/sh\\ntouch planted\\n' >.git/hooks/pre-push; }
                chmod +x .git/hooks/pre-push; git config core.fsmonitor 'touch planted'; git config core.hooksPath .git/hooks
                git config filter.x.clean 'touch planted; cat'; echo '* filter=x' >.gitattributes; echo done >file""");

        assertThat(result).isInstanceOf(ProcessResult.Exited.class);
        assertThat(work.worktree.resolve("file")).hasContent("done");
        assertThat(work.worktree.resolve("planted")).doesNotExist();
    }

    @Test
    void whatDoesNotFitIntoASecretIsRefusedBeforeAJobIsMade() throws IOException {
        var result =
                work.start(work.command("cat", "x".repeat(1_000_001), Map.of())).await();

        assertThat(notStarted(result)).contains("larger than the 1000000 bytes");
        assertThat(work.cluster.sent("Job")).isEmpty();
    }

    @Test
    void nobodyCanTalkToACommandInAJob() throws IOException {
        var command = work.command("cat").with(new OpenInput());

        assertThat(notStarted(work.start(command).await())).contains("nobody can talk to sh meanwhile");
    }

    @Test
    void aBranchThatSomebodyElseMovedIsNotPushedOver() throws IOException {
        var origin = place.resolve("forge/app.git");
        work.cluster.node(pod -> {
            TestRepository.git(origin, "update-ref", AClusterWork.BRANCH, "refs/heads/main");
            pod.run();
        });

        assertThat(notStarted(work.agent("echo x >file"))).contains("the worktree could not be fetched there");
        assertThat(TestRepository.git(origin, "rev-parse", AClusterWork.BRANCH))
                .isEqualTo(TestRepository.git(origin, "rev-parse", "main"));
    }
}
