package dev.coppice.ops.metrics;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import dev.coppice.ops.trace.CollectorResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Prometheus gets, after work has been done. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@QuarkusTestResource(CollectorResource.class)
class MetricsTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo good > good.txt
            ```

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`
            """;

    @Inject
    TestWorker worker;

    @Inject
    ApiTokens tokens;

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static String text() {
        return given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Exposition scrape() {
        return Exposition.read(text());
    }

    private String work() {
        worker.work();
        var execution = TestWorker.start(PLAN);
        await().until(() -> get("/api/v1/autonomous/" + execution + "/status").path("status"), equalTo("failed"));
        worker.rest();
        return execution;
    }

    @Test
    void theGuideListsWhatIsExposedWithItsTypeAndLabelsAndNothingElse() {
        work();

        var exposed = scrape();

        var documented = new TreeMap<String, String>();
        MetricsGuide.all().forEach((name, entry) -> documented.put(name, entry.type()));
        var own = new TreeMap<>(documented);
        own.keySet().removeIf(name -> !name.startsWith("coppice_"));
        assertThat(exposed.typesOf("coppice_")).isEqualTo(own);
        MetricsGuide.all().forEach((name, entry) -> {
            assertThat(exposed.types()).as(name).containsEntry(name, entry.type());
            exposed.labels(name).ifPresent(labels -> assertThat(labels).as(name).isEqualTo(entry.labels()));
        });
    }

    @Test
    void whatHappenedIsCounted() {
        work();

        var exposed = scrape();

        assertThat(exposed.samples().keySet())
                .contains(
                        "coppice_attempts_total{agent=\"shell\",outcome=\"completed\",reason=\"none\",repository=\"unnamed\",}",
                        "coppice_attempts_total{agent=\"shell\",outcome=\"failed\",reason=\"check_failed\",repository=\"unnamed\",}");
        assertThat(exposed.value("coppice_claims_total{agent=\"shell\",}")).isGreaterThanOrEqualTo(2);
        assertThat(exposed.value("coppice_pickup_seconds_count{agent=\"shell\",}"))
                .isEqualTo(exposed.value("coppice_claims_total{agent=\"shell\",}"));
        assertThat(List.of("preparing", "running", "verifying", "landing"))
                .allSatisfy(phase -> assertThat(
                                exposed.value("coppice_phase_seconds_count{agent=\"shell\",phase=\"" + phase + "\",}"))
                        .isPositive());
        assertThat(exposed.value("coppice_database_up")).isEqualTo(1);
        assertThat(exposed.samples().keySet()).contains("coppice_leases", "coppice_attempts_active");
        assertThat(exposed.value("coppice_disk_free_bytes")).isPositive();
    }

    @Test
    void whatWaitsIsCountedOfAllServicesOnTheDatabase() {
        TestWorker.start("## Batch 1: A\n\n### Task 1.1: B\n\n### Task 1.2: C\n\n**Depends on:** Task 1.1\n");

        await().untilAsserted(() -> {
            var exposed = scrape();
            assertThat(exposed.value("coppice_tasks{agent=\"shell\",state=\"ready\",}"))
                    .isPositive();
            assertThat(exposed.value("coppice_tasks{agent=\"shell\",state=\"blocked\",}"))
                    .isPositive();
            assertThat(exposed.value("coppice_executions{state=\"queued\",}")).isPositive();
            assertThat(exposed.value("coppice_queue_oldest_ready_seconds{agent=\"shell\",}"))
                    .isBetween(0.0, 600.0);
        });
    }

    @Test
    void nothingThatCallersMakeUpBecomesALabel() {
        var execution = work();
        var made = "made-up-" + UUID.randomUUID();
        get("/" + made);
        get("/ui/" + made + ".js");
        get("/executions/" + made);
        get("/api/v1/autonomous/" + made + "/status");
        get("/api/v1/" + made);
        given().header("Origin", "http://evil.example").get("/api/v1/" + made);
        given().header("X-Forwarded-For", made).delete("/api/v1/autonomous/" + made);

        assertThat(text()).doesNotContain(made, execution, "exec_", "\"1.1", "Good");
    }

    @Test
    void onlyWhoMaySeeEverythingReadsThem() {
        given().auth()
                .preemptive()
                .oauth2(token(Optional.empty()))
                .get("/q/metrics")
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .oauth2(token(Optional.of(List.of("some"))))
                .get("/q/metrics")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"));
        given().auth()
                .preemptive()
                .oauth2("cpc_" + "x".repeat(43))
                .get("/q/metrics")
                .then()
                .statusCode(401);
        given().header("Host", "evil.example").get("/q/metrics").then().statusCode(403);
        given().header("Origin", "http://evil.example").get("/q/metrics").then().statusCode(403);
    }

    private String token(Optional<List<String>> repositories) {
        var name = "metrics-" + UUID.randomUUID().toString().substring(0, 8);
        return tokens.issue(new NewToken(name, Right.READ, repositories, Optional.empty()), "operator")
                .orElseThrow()
                .secret()
                .text();
    }

    @Test
    void livenessAndReadinessTellWhatTheySaw() {
        get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Heartbeat of leases' }.data.silent_seconds", lessThan(600));
        Map<String, Object> data = get("/q/health/ready").path("checks.find { it.name == 'Worker takes tasks' }.data");
        assertThat(data).containsKeys("seats", "draining");
    }
}
