package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --push} brings to a remote, and what it says; the commands that it prints are typed. */
class PushIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path home;
    private SampleRepository repository;
    private Path remote;
    private Path plan;

    @BeforeEach
    void prepare() throws IOException {
        folder = folder.toRealPath();
        home = folder.resolve("home");
        repository = SampleRepository.in(folder.resolve("my repository"));
        remote = folder.resolve("remote.git");
        repository.git("init", "-q", "--bare", "-b", "main", remote.toString());
        repository.git("remote", "add", "origin", "../remote.git");
        repository.git("push", "-q", "origin", "main");
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
    }

    /** From a folder that is no repository, so that what is printed must say where. */
    private PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(home, folder, variables);
    }

    private PackagedCoppice.Run run(String... more) {
        return run(Map.of(), more);
    }

    private PackagedCoppice.Run run(Map<String, String> variables, String... more) {
        var arguments = new ArrayList<>(List.of(
                "run", plan.toString(), "--repo", repository.folder().toString(), "--agent", "shell", "--json"));
        arguments.addAll(List.of(more));
        return coppice(variables).run(arguments.toArray(String[]::new));
    }

    private static JsonNode report(PackagedCoppice.Run run) throws IOException {
        return JSON.readTree(run.standardOutput());
    }

    private String there(String branch) {
        return TestRepository.git(remote, "for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
    }

    @Test
    void theResultIsAtTheRemoteAndTheCommandTakesItHere() throws IOException {
        var before = repository.git("rev-parse", "main");

        var run = run("--push", "origin");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        var push = report(run).get("push");
        assertThat(push.get("outcome").asText()).isEqualTo("pushed");
        assertThat(push.get("branch").asText())
                .isEqualTo(report(run).get("result_branch").asText());
        assertThat(there(push.get("branch").asText()))
                .isEqualTo(report(run).get("result_commit").asText());
        assertThat(there("main")).isEqualTo(before);
        assertThat(run.standardError()).contains("pushed: the result was pushed to coppice/");
        LastWords.of(run).typeWhatTakesIt(folder);
        assertThat(repository.folder().resolve("joined.txt")).hasContent("first\nsecond");
    }

    @Test
    void aBranchWithCommitsOfOthersIsLeftAndTheCommandPublishesBesideIt() throws IOException {
        var others = TestRepository.git(remote, "commit-tree", "-m", "theirs", "-p", "main", "main^{tree}");
        TestRepository.git(remote, "update-ref", "refs/heads/main", others);

        var run = run("--push", "origin:main");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(report(run).get("status").asText()).isEqualTo("completed");
        assertThat(report(run).get("push").get("outcome").asText()).isEqualTo("left");
        assertThat(there("main")).isEqualTo(others);
        LastWords.of(run).typeWhatIsLeft("pushed", folder);
        assertThat(there(report(run).get("result_branch").asText()))
                .isEqualTo(report(run).get("result_commit").asText());
    }

    @Test
    void whatTheNetworkKeepsIsPushedByTheNextRunOnTheDataFolder() throws IOException {
        Files.move(remote, folder.resolve("away.git"));

        var run = run("--push", "origin");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(report(run).get("status").asText()).isEqualTo("completed");
        assertThat(report(run).get("push").get("outcome").asText()).isEqualTo("pending");
        assertThat(run.standardError()).contains("not pushed yet, to be tried again: ");
        Files.move(folder.resolve("away.git"), remote);
        var resumed = run("--resume");
        assertThat(resumed.exitCode()).as(resumed.standardError()).isZero();
        assertThat(there(report(run).get("result_branch").asText()))
                .isEqualTo(report(run).get("result_commit").asText());
    }

    @Test
    void theBranchHereAndItsNamesakeThereGoForwardTogether() throws IOException {
        var run = run("--auto-merge", "--push", "origin:main");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(repository.git("rev-parse", "main")).isEqualTo(there("main"));
        assertThat(there("main")).isEqualTo(report(run).get("result_commit").asText());
        assertThat(run.standardError()).contains("merged: ", "pushed: ").doesNotContain(" merge ");
    }

    @Test
    void anAddressInsteadOfANameIsRefused() {
        var run = run("--push", "ext::sh -c true");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("known are: origin");
        assertThat(repository.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void aFailedRunSaysWhatHasLandedOrThatNothingHas() throws IOException {
        SamplePlans.write(plan, SamplePlans.NEEDS_A_FILE);

        var run = run("--push", "origin");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report(run).get("push").get("outcome").asText()).isEqualTo("pending");
        assertThat(TestRepository.git(remote, "for-each-ref", "refs/heads/coppice"))
                .isEmpty();
        assertThat(run.standardError())
                .contains("nothing has landed, so there is nothing to take; to try again: coppice run ")
                .doesNotContain("git merge");
    }

    @Test
    void aServiceShowsARemoteThatHangsAndGoesOnWithOtherWork() {
        repository.git("remote", "add", "slow", "ssh://host.invalid/slow.git");
        var slow = repository.write(".git/slow-ssh", "#!/bin/sh\nexec sleep 600\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        var variables = Map.of("GIT_SSH_COMMAND", slow.toString().replace(" ", "\\ "), "COPPICE_PUSH_TIME_LIMIT", "2s");
        var service = RunningService.start(
                coppice(variables),
                home,
                "--repo",
                repository.folder().toString(),
                "--agent",
                "shell",
                "--workers",
                "1");
        try {
            var hanging = service.submit(Map.of("plan_text", SamplePlans.independent(1), "push", "slow"));
            var pushed = service.submit(Map.of("plan_text", SamplePlans.independent(2), "push", "origin:theirs"));

            service.awaitStatus(hanging, "completed");
            Waiting.until(
                    () -> "pushed".equals(service.get("/" + pushed + "/status").path("push.outcome")));
            Waiting.until(() -> service.get("/" + hanging + "/status")
                    .<String>path("push.detail")
                    .contains("not done after"));

            service.get("/" + hanging + "/status")
                    .then()
                    .body("status", equalTo("completed"))
                    .body("push.outcome", equalTo("pending"))
                    .body("push.remote", equalTo("slow"))
                    .body("push.detail", containsString("by hand: git -C "));
            assertThat(there("theirs"))
                    .isEqualTo(service.get("/" + pushed + "/status").<String>path("result_commit"));
        } finally {
            service.stop();
        }
        assertThat(coppice(Map.of()).processesLeft()).isEmpty();
    }
}
