package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator's own commands do on a data folder that a service owns: the service does it, and it looks the same. */
class FolderOfAServiceIT extends AServedFolder {

    @Test
    void aRunOnTheSameFolderIsDoneByTheServiceAndLooksTheSame() {
        var service = serve("--agent", "shell");
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.ONE_FAILS);

        var summary = folder.resolve("summary.md");

        var run = coppice.run("run", plan.toString(), "--agent", "shell", "--json", "--summary", summary.toString());

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(1);
        assertThat(summary).content().startsWith("## ❌ Coppice: failed");
        assertThat(run.standardError())
                .contains("it runs the plan")
                .contains("1.1  completed")
                .contains("task 1.2 failed")
                .contains("its log: " + service.address());
        assertThat(run.standardOutput()).contains("\"status\" : \"failed\"").contains("parallel_efficiency");
        assertThat(service.process().process().isAlive()).isTrue();
        aRunThatWaitsForApprovalSaysHowAndGoesOnWithIt();
    }

    /** On the same service, which takes its time to start. */
    private void aRunThatWaitsForApprovalSaysHowAndGoesOnWithIt() {
        var plan = folder.resolve("approved.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var run = coppice.start(
                "run", plan.toString(), "--agent", "shell", "--require-approval", "all", "--approve", "batch:1");
        Waiting.until(
                () -> run.standardError().contains("waiting for approval: 2.1; to approve: coppice approve exec_"));

        var approve = coppice.run("approve", "latest", "2.1", "--comment", "Looks good.");

        assertThat(approve.exitCode()).as(approve.standardError()).isZero();
        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardError()).contains("completed: 3 of 3 tasks completed");
    }

    @Test
    void aCleanupOnTheSameFolderIsDoneByTheServiceAndByNobodyElse() {
        var service = serve("--agent", "shell");
        var execution = service.submit(Map.of("plan_text", SamplePlans.TWO_BATCHES));
        service.awaitStatus(execution, "completed");
        repository.git("merge", "-q", "coppice/" + execution + "/result");

        service.call()
                .body(Map.of("dry_run", false))
                .post("/api/v1/cleanup")
                .then()
                .statusCode(403);
        var dryRun = coppice.run("cleanup", "--dry-run");
        assertThat(repository.git("for-each-ref")).contains(execution);
        var cleanup = coppice.run("cleanup");

        assertThat(cleanup.exitCode()).as(cleanup.standardError()).isZero();
        assertThat(cleanup.standardOutput()).isEqualTo(dryRun.standardOutput()).contains(execution);
        assertThat(repository.git("for-each-ref")).doesNotContain(execution);
        service.call()
                .post("/api/v1/autonomous/" + execution + "/cancel")
                .then()
                .statusCode(409);
    }

    @Test
    void theOperatorsRunMayNameAnyRepositoryAndCommand() {
        serve("--agent", "shell");
        var other = SampleRepository.in(folder.resolve("other"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(2));

        var run = coppice.run(
                "run",
                plan.toString(),
                "--repo",
                other.folder().toString(),
                "--agent-command",
                "sh -c 'echo x > done-$COPPICE_TASK'",
                "--workers",
                "1");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(other.git("for-each-ref", "refs/heads/coppice")).isNotEmpty();
    }

    @Test
    void anInterruptedRunOnTheServiceEndsItsAgentsAndIsResumed() {
        serve("--agent", "shell");
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(2));
        var run = coppice.start("run", plan.toString(), "--agent-command", gatedAgent());
        Waiting.until(() -> run.standardError().contains("1.1  running"));

        run.process().destroy();

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.standardError()).contains("--resume");
        SamplePlans.write(folder.resolve("gate"), "");
        var second = coppice.run("run", plan.toString(), "--resume");
        assertThat(second.exitCode()).as(second.standardError()).isZero();
    }

    @Test
    void whatADeadRunLeftWaitsForAPersonUntilItIsResumedOverHttp() {
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(2));
        var run = coppice.start("run", plan.toString(), "--agent-command", gatedAgent());
        Waiting.until(() -> run.standardError().contains("1.1  running"));
        run.process().destroyForcibly();
        run.exitCode();

        var service = serve("--agent", "shell");

        var execution = service.get("").<String>path("executions[0].execution_id");
        service.get("/" + execution + "/status").then().body("pause_reason", equalTo("run_ended"));
        SamplePlans.write(folder.resolve("gate"), "");
        service.call()
                .post("/api/v1/autonomous/" + execution + "/resume")
                .then()
                .statusCode(200);
        service.awaitStatus(execution, "completed");
    }
}
