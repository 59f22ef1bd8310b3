package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Durability;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.Relay;
import dev.coppice.database.TestPostgres;
import dev.coppice.kubernetes.Keda;
import dev.coppice.kubernetes.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as the manifests run it: read-only, as an ordinary user, in two roles, under their probes. */
class KubernetesIT {

    private static final String API = "/api/v1/autonomous/";
    private static final String GATE = "/srv/coppice/gate";

    @TempDir
    Path folder;

    private final Rendered demo = Rendered.of("demo");
    private Path shared;
    private EmbeddedPostgres server;
    private Relay relay;
    private Pod api;
    private Pod worker;

    @BeforeEach
    void start() throws IOException {
        assumeThat(Container.missing()).isEmpty();
        shared = folder.resolve("volumes/coppice-repositories");
        SampleRepository.in(shared.resolve("repositories/app"));
        server = TestPostgres.start(folder.resolve("server"), Durability.THROWAWAY);
        relay = Relay.to(server.address());
        var elsewhere = elsewhere(relay.address(server.address()));
        api = Pod.start(demo, "coppice-api", folder.resolve("volumes"), elsewhere);
        worker = Pod.start(demo, "coppice-worker", folder.resolve("volumes"), elsewhere);
        pods().forEach(Pod::awaitStartup);
    }

    /** The database under an address of this machine, and a repository that needs no network. */
    private static Map<String, String> elsewhere(DatabaseAddress database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "COPPICE_REPOSITORIES_APP_URL", "",
                "COPPICE_REPOSITORIES_APP_PATH", "/srv/coppice/repositories/app");
    }

    private Stream<Pod> pods() {
        return Stream.of(api, worker);
    }

    @AfterEach
    void end() {
        Stream.of(api, worker).filter(pod -> pod != null).forEach(Pod::kill);
        if (server != null) {
            relay.close();
            server.close();
        }
    }

    @Test
    void podsWorkThroughStartLossOfTheDatabaseDrainAndStopAsTheirProbesTell() throws Exception {
        Waiting.until(() -> pods().allMatch(pod -> pod.readiness() == 200 && pod.liveness() == 200));
        Waiting.until(() -> api.messages().contains(" as api with 0 workers")
                && worker.messages().contains(" as worker with 2 workers"));

        whatOneTakesTheOtherDoes();
        whatTheWorkerIsToldIsRefused();
        withoutADatabaseTheyLiveAndAreNotReady();
        aWorkerThatIsStoppedEndsItsTaskAndIsNotReadyMeanwhile();

        api.terminate();
        assertThat(api.awaitEnd()).as(api.messages()).isZero();
    }

    private void whatOneTakesTheOtherDoes() {
        var execution = submit(SamplePlans.TWO_BATCHES);

        awaitStatus(execution, "completed");

        api.call().get("/api/v1/workers").then().body("workers", hasSize(1));
        var log = API + execution + "/tasks/1.1/log";
        worker.call().get(log).then().statusCode(200);
        api.call().get(log).then().statusCode(404).body("code", equalTo("log_elsewhere"));
        api.call()
                .body(Map.of("plan_text", SamplePlans.TWO_BATCHES, "execution_mode", "local"))
                .post(API + "start")
                .then()
                .statusCode(400)
                .body("detail", containsString("does no work"));
    }

    private void whatTheWorkerIsToldIsRefused() {
        worker.call()
                .body(Map.of("plan_text", SamplePlans.TWO_BATCHES))
                .post(API + "start")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("detail", containsString("role worker"));
    }

    private void withoutADatabaseTheyLiveAndAreNotReady() throws IOException {
        server.close();

        Waiting.until(() -> pods().allMatch(pod -> pod.readiness() == 503));
        assertThat(pods()).allSatisfy(pod -> {
            assertThat(pod.liveness()).isEqualTo(200);
            assertThat(pod.isAlive()).isTrue();
        });

        server = TestPostgres.start(folder.resolve("server"), Durability.THROWAWAY);
        relay.leadTo(server.address());
        Waiting.until(() -> pods().allMatch(pod -> pod.readiness() == 200));
    }

    private void aWorkerThatIsStoppedEndsItsTaskAndIsNotReadyMeanwhile() throws IOException, InterruptedException {
        assertThat(TestDatabase.value(server.address(), Keda.query())).isEqualTo("0");
        var execution = submit("""
                ## Batch 1: One

                ### Task 1.1: Gated

                ```sh
                until test -e %s; do sleep 0.1; done
                echo done > gated
                ```
                """.formatted(GATE));
        Waiting.until(() ->
                "running".equals(api.call().get(API + execution + "/tasks/1.1").path("phase")));
        assertThat(TestDatabase.value(server.address(), Keda.query())).isEqualTo("1");

        worker.terminate();

        Waiting.until(() -> worker.readiness() == 503);
        assertThat(worker.liveness()).isEqualTo(200);
        assertThat(api.readiness()).isEqualTo(200);
        Files.createFile(shared.resolve("gate"));
        assertThat(worker.awaitEnd()).as(worker.messages()).isZero();
        awaitStatus(execution, "completed");
        api.call()
                .get(API + execution + "/tasks/1.1")
                .then()
                .body("attempts", hasSize(1))
                .body("attempts[0].status", equalTo("completed"));
    }

    private String submit(String plan) {
        return api.call()
                .body(Map.of("plan_text", plan))
                .post(API + "start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }

    private void awaitStatus(String execution, String status) {
        Waiting.until(
                () -> status.equals(api.call().get(API + execution + "/status").path("status")));
    }
}
