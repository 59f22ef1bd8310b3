package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that run to their end in the packaged application, on real git, real processes and its own PostgreSQL. */
class RunIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private SampleRepository repository;
    private PackagedCoppice coppice;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("a repository"));
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
    }

    private Path plan(String text) {
        var file = folder.resolve("plan.md");
        SamplePlans.write(file, text);
        return file;
    }

    private static JsonNode report(PackagedCoppice.Run run) throws Exception {
        return JSON.readTree(run.standardOutput());
    }

    private static List<String> statuses(JsonNode report) {
        return StreamSupport.stream(report.get("tasks").spliterator(), false)
                .map(task ->
                        task.get("number").asText() + " " + task.get("status").asText())
                .toList();
    }

    @Test
    void aPlanOfTwoBatchesLandsEveryTaskInOneCommitAndLeavesTheUserAlone() throws Exception {
        repository.write("shared.txt", "one\ntwo, edited\nthree\n");
        repository.write("untracked.txt", "mine\n");
        var before = repository.everythingOfTheUsers();

        var run = coppice.run("run", plan(SamplePlans.TWO_BATCHES).toString(), "--agent", "shell", "--json");

        var report = report(run);
        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(statuses(report)).containsExactly("1.1 completed", "1.2 completed", "2.1 completed");
        var branch = report.get("result_branch").asText();
        assertThat(repository.landed(branch)).hasSize(3).last().isEqualTo("feat(pipeline): Join both");
        assertThat(repository.show(branch, "joined.txt")).isEqualTo("first\nsecond");
        assertThat(repository.everythingOfTheUsers()).isEqualTo(before);
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error").doesNotContain("missing");
        assertThat(repository.git("worktree", "list", "--porcelain")).doesNotContain("locked");
        assertThat(coppice.processesLeft()).isEmpty();
    }

    @Test
    void whereAllThatIsLeftWaitsForApprovalTheRunEndsAndAResumeThatApprovesGoesOn() throws Exception {
        var plan = plan(SamplePlans.TWO_BATCHES).toString();
        var unknown = coppice.run("run", plan, "--agent", "shell", "--require-approval", "batch:3");

        var run = coppice.run(
                "run", plan, "--agent", "shell", "--json", "--require-approval", "1.2,batch:2", "--approve", "1.2");
        var again = coppice.run("run", plan, "--resume");
        var end = coppice.run("run", plan, "--resume", "--approve", "all", "--json");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.standardError()).contains("--require-approval: 'batch:3' names nothing in the plan");
        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(4);
        assertThat(report(run).get("status").asText()).isEqualTo("paused");
        assertThat(statuses(report(run))).containsExactly("1.1 completed", "1.2 completed", "2.1 queued");
        assertThat(run.standardError())
                .contains("2.1  waits for approval")
                .contains("waiting for approval: 2.1\nto approve that and go on: coppice run ")
                .contains(" --resume --approve 2.1\n");
        assertThat(again.exitCode()).as(again.standardError()).isEqualTo(4);
        assertThat(end.exitCode()).as(end.standardError()).isZero();
        assertThat(statuses(report(end))).containsExactly("1.1 completed", "1.2 completed", "2.1 completed");
        assertThat(coppice.processesLeft()).isEmpty();
    }

    @Test
    void independentTasksRunAtTheSameTime() throws Exception {
        var run = coppice.run(
                "run",
                plan(SamplePlans.independent(3)).toString(),
                "--agent-command",
                "sh -c 'sleep 2; date +%s%N > \"done-$COPPICE_TASK\"'",
                "--workers",
                "3",
                "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        Instant lastStart = Instant.MIN;
        Instant firstEnd = Instant.MAX;
        for (JsonNode task : report(run).get("tasks")) {
            var start = Instant.parse(task.get("started_at").asText());
            var end = Instant.parse(task.get("completed_at").asText());
            lastStart = start.isAfter(lastStart) ? start : lastStart;
            firstEnd = end.isBefore(firstEnd) ? end : firstEnd;
        }
        assertThat(lastStart).isBefore(firstEnd);
    }

    @Test
    void manyTasksThatFinishTogetherAllLandThoughEachLandingMovesTheResult() throws Exception {
        var run = coppice.run(
                "run",
                plan(SamplePlans.independent(60)).toString(),
                "--agent-command",
                "sh -c 'echo x > done-$COPPICE_TASK'",
                "--workers",
                "8",
                "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(repository.landed(report(run).get("result_branch").asText())).hasSize(60);
    }

    @Test
    void aCheckSeesOnlyWhatWouldLand() throws Exception {
        var run = coppice.run(
                "run",
                plan(SamplePlans.NEEDS_A_FILE).toString(),
                "--agent-command",
                "sh -c 'echo needed.txt > .gitignore; touch needed.txt'",
                "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report(run).get("tasks").get(0).get("error").asText()).contains("test -f needed.txt");
    }

    @Test
    void anAgentThatDoesNotExistIsRefusedBeforeAnythingStarts() {
        var run = coppice.run(
                "run", plan(SamplePlans.independent(1)).toString(), "--agent-command", "no-such-agent-here -p");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("no-such-agent-here");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aFailedTaskLeavesTheOthersRunningAndKeepsItsWork() throws Exception {
        var junit = folder.resolve("reports/coppice.xml");
        var summary = folder.resolve("reports/summary.md");

        var run = coppice.run(
                "run",
                plan(SamplePlans.ONE_FAILS).toString(),
                "--agent",
                "shell",
                "--json",
                "--junit",
                junit.toString(),
                "--summary",
                summary.toString());

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(1);
        assertThat(junit).content().contains("<failure type=\"check_failed\"");
        assertThat(summary).content().startsWith("## ❌ Coppice: failed");
        var report = report(run);
        assertThat(report.get("status").asText()).isEqualTo("failed");
        assertThat(statuses(report)).containsExactly("1.1 completed", "1.2 failed", "1.3 completed", "2.1 skipped");
        var kept = "refs/coppice/" + report.get("execution_id").asText() + "/task/1.2/1";
        assertThat(repository.show(kept, "broken.txt")).isEqualTo("half done");
        assertThat(report.get("tasks").get(1).get("error").asText()).contains("test -f finished.txt");
    }

    @Test
    void twoTasksThatEditTheSameLineEndWithOneLandedAndOneConflict() throws Exception {
        var run = coppice.run(
                "run", plan(SamplePlans.SAME_LINE).toString(), "--agent", "shell", "--workers", "2", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(1);
        var report = report(run);
        var branch = report.get("result_branch").asText();
        assertThat(repository.landed(branch)).hasSize(1);
        assertThat(repository.show(branch, "shared.txt"))
                .doesNotContain("<<<<<<<")
                .containsAnyOf("left", "right");
        assertThat(report.get("tasks").toString()).contains("conflict").contains("shared.txt");
    }

    @Test
    void anAgentThatChangesNothingHasFailedUnlessACheckSaysItIsDone() throws Exception {
        var run = coppice.run("run", plan(SamplePlans.NOTHING_TO_DO).toString(), "--agent-command", "true", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(statuses(report(run))).containsExactly("1.1 failed", "1.2 completed");
    }

    @Test
    void thePromptReachesTheAgentOnStandardInputAndOnlyItsOwnTask() throws Exception {
        var run = coppice.run(
                "run",
                plan(SamplePlans.TWO_BATCHES).toString(),
                "--agent-command",
                "sh -c 'cat > \"prompt-$COPPICE_TASK.txt\"; echo first > first.txt; echo second > second.txt; touch joined.txt'",
                "--workers",
                "1",
                "--json");

        var branch = report(run).get("result_branch").asText();
        assertThat(repository.show(branch, "prompt-1.1.txt"))
                .startsWith("# Task 1.1: Write the first")
                .contains("first.txt")
                .doesNotContain("Write the second");
    }

    @Test
    void aTaskThatRunsTooLongIsEndedWithItsWholeTree() throws Exception {
        var run = coppice.run(
                "run",
                plan(SamplePlans.independent(1)).toString(),
                "--agent-command",
                "sh -c 'setsid sleep 600 & sleep 600'",
                "--task-timeout",
                "1s",
                "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report(run).get("tasks").get(0).get("error").asText()).contains("still running");
        assertThat(coppice.processesLeft()).isEmpty();
    }

    @Test
    void aBadPlanChangesNothingAndSaysWhere() {
        var run = coppice.run(
                "run",
                plan("# Plan\n\n## Batch 1: A\n\n### Task 1.1: B\n\n**Depends on:** Task 9.9\n")
                        .toString(),
                "--agent",
                "shell");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("plan.md:7:").contains("9.9");
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(repository.git("for-each-ref")).doesNotContain("coppice");
    }

    @Test
    void aFolderInUseIsRefusedByNameOfItsOwner() {
        var first = coppice.start("run", plan(SamplePlans.independent(1)).toString(), "--agent-command", "sleep 600");
        try {
            Waiting.until(() -> first.standardError().contains("running"));

            var second = coppice.run("run", plan(SamplePlans.independent(1)).toString(), "--agent", "shell");

            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.standardError()).contains("pid " + first.process().pid());
        } finally {
            first.process().destroy();
            first.exitCode();
        }
    }
}
