package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.live.SocketClient;
import dev.coppice.api.live.StreamListener;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as its operator knows it: started, stopped, killed and started again while plans run. */
class ServeIT extends AServedFolder {

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
    void aServiceThatIsToldToStopGivesItsTasksBackAndTheNextOneGoesOn() throws Exception {
        var service = serve("--agent-command", gatedAgent(), "--workers", "2");
        var execution = service.submit(Map.of("plan_text", SamplePlans.independent(3)));
        service.awaitPhase(execution, "1.1", "running");
        var address = URI.create(service.address());
        var stream = StreamListener.at(address.resolve("/api/v1/autonomous/" + execution + "/events/stream"), Map.of());
        var socket = SocketClient.open(address, "/ws/autonomous/" + execution, Map.of());

        assertThat(service.stop()).isZero();

        Waiting.until(() -> stream.isOver() && socket.code() != 0);
        assertThat(stream.isCut()).isFalse();
        assertThat(stream.names()).contains("execution_queued").doesNotContain("end");
        assertThat(socket.code()).isEqualTo(1001);
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
        service.call().get("/q/openapi").then().statusCode(200);
        service.call().get("/q/swagger-ui/").then().statusCode(200);
        service.call().post("/q/openapi").then().statusCode(401);
        service.call()
                .urlEncodingEnabled(false)
                .get("/q/swagger-ui/%2e%2e/%2e%2e/api/v1/autonomous")
                .then()
                .statusCode(401);
        service.call()
                .header("Authorization", "Bearer a-long-enough-secret")
                .get("/api/v1/autonomous")
                .then()
                .statusCode(200);
    }

    @Test
    void anIssuerOfTokensLetsOtherMachinesInAndNeedNotBeThereYet() {
        var issuer = Map.of("COPPICE_ACCESS_OIDC_ISSUER", "http://127.0.0.1:9/realm");
        var careless =
                new PackagedCoppice(home, repository.folder(), issuer).run("serve", "--host", "0.0.0.0", "--port", "0");
        assertThat(careless.exitCode()).isEqualTo(2);
        assertThat(careless.standardError()).contains("coppice.access.oidc.audience");
        var settings = new HashMap<>(issuer);
        settings.put("COPPICE_ACCESS_OIDC_AUDIENCE", "coppice");
        coppice = new PackagedCoppice(home, repository.folder(), settings);

        var service = serve("--host", "0.0.0.0");

        service.call().get("/api/v1/autonomous").then().statusCode(401);
        service.call()
                .header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .get("/api/v1/autonomous")
                .then()
                .statusCode(503)
                .body("code", equalTo("issuer_unavailable"));
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
