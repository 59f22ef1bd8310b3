package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its operator knows it: started, stopped, killed and started again while plans run. */
class ServeIT {

    @TempDir
    Path folder;

    private final List<RunningService> services = new ArrayList<>();
    private SampleRepository repository;
    private Path home;
    private PackagedCoppice coppice;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        home = folder.resolve("home");
        coppice = new PackagedCoppice(home, repository.folder());
    }

    @AfterEach
    void nothingIsLeftRunning() {
        services.forEach(RunningService::stop);
        assertThat(coppice.processesLeft()).isEmpty();
    }

    private RunningService serve(String... options) {
        var service = RunningService.start(coppice, home, options);
        services.add(service);
        return service;
    }

    private String gatedAgent() {
        return "sh -c 'echo done > done-$COPPICE_TASK; until test -e \"" + folder.resolve("gate")
                + "\"; do sleep 0.05; done'";
    }

    @Test
    void aPlanThatIsStartedOverHttpLandsOnItsResult() {
        var before = repository.whatIsTheUsers();
        var service = serve("--agent", "shell");

        var execution = service.submit(Map.of("plan_text", SamplePlans.TWO_BATCHES));

        service.awaitStatus(execution, "completed");
        assertThat(repository.landed("coppice/" + execution + "/result")).hasSize(3);
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
    }

    @Test
    void aServiceThatIsToldToStopGivesItsTasksBackAndTheNextOneGoesOn() {
        var service = serve("--agent-command", gatedAgent(), "--workers", "2");
        var execution = service.submit(Map.of("plan_text", SamplePlans.independent(3)));
        service.awaitPhase(execution, "1.1", "running");

        assertThat(service.stop()).isZero();

        assertThat(coppice.processesLeft()).isEmpty();
        SamplePlans.write(folder.resolve("gate"), "");
        var next = serve("--agent-command", gatedAgent(), "--workers", "2");
        next.awaitStatus(execution, "completed");
        next.get("/" + execution + "/tasks/1.1")
                .then()
                .body("attempts.status", equalTo(List.of("released", "completed")));
        assertThat(repository.landed("coppice/" + execution + "/result")).hasSize(3);
    }

    @Test
    void aServiceThatIsKilledGoesOnByItselfOnceItIsStartedAgain() {
        var service = serve("--agent-command", gatedAgent(), "--workers", "2");
        var execution = service.submit(Map.of("plan_text", SamplePlans.independent(3)));
        service.awaitPhase(execution, "1.1", "running");

        service.process().process().destroyForcibly();
        service.process().exitCode();

        SamplePlans.write(folder.resolve("gate"), "");
        var next = serve("--agent-command", gatedAgent(), "--workers", "2");
        next.awaitStatus(execution, "completed");
        assertThat(repository.landed("coppice/" + execution + "/result")).hasSize(3);
    }

    @Test
    void aRunOnTheSameFolderIsDoneByTheServiceAndLooksTheSame() {
        var service = serve("--agent", "shell");
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.ONE_FAILS);

        var run = coppice.run("run", plan.toString(), "--agent", "shell", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(1);
        assertThat(run.standardError())
                .contains("it runs the plan")
                .contains("1.1  completed")
                .contains("task 1.2 failed")
                .contains("its log: " + service.address());
        assertThat(run.standardOutput()).contains("\"status\" : \"failed\"").contains("parallel_efficiency");
        assertThat(service.process().process().isAlive()).isTrue();
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

    @Test
    void anAgentThatIsNotHereIsToldAtTheStartAndToEveryCaller() {
        coppice = new PackagedCoppice(
                home,
                repository.folder(),
                Map.of("COPPICE_CLAUDE_PROGRAM", "no-claude-here", "COPPICE_AGENTS_PATH", "/nowhere"));

        var service = serve();

        assertThat(service.process().standardError()).contains("Claude CLI not found, looked in");
        service.post("/start", Map.of("plan_text", SamplePlans.TWO_BATCHES))
                .then()
                .statusCode(503)
                .body("code", equalTo("agent_missing"))
                .body("detail", containsString("/nowhere"));
        service.get("").then().body("executions.size()", equalTo(0));
    }

    @Test
    void otherMachinesAreLetInOnlyWithAToken() {
        var open = coppice.run("serve", "--host", "0.0.0.0", "--port", "0");
        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.standardError()).contains("COPPICE_API_TOKEN");
        coppice = new PackagedCoppice(home, repository.folder(), Map.of("COPPICE_API_TOKEN", "a-long-enough-secret"));

        var service = serve("--host", "0.0.0.0");

        service.call().get("/api/v1/autonomous").then().statusCode(401);
        service.call().get("/health").then().statusCode(200);
        service.call()
                .header("Authorization", "Bearer a-long-enough-secret")
                .get("/api/v1/autonomous")
                .then()
                .statusCode(200);
    }

    @Test
    void aPortInUseIsAnInfrastructureFaultThatSaysSo() {
        var first = serve("--agent", "shell");
        var port = first.address().replaceAll(".*:", "");

        var second = new PackagedCoppice(folder.resolve("home 2"), repository.folder()).run("serve", "--port", port);

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.standardError()).contains("already bound: " + port).contains("--port");
    }

    @Test
    void aSecondServiceOnTheSameFolderIsRefusedByNameOfTheFirst() {
        var first = serve("--agent", "shell");

        var second = coppice.run("serve", "--port", "0");

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.standardError())
                .contains("pid " + first.process().process().pid());
    }
}
