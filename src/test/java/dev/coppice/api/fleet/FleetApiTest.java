package dev.coppice.api.fleet;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.figures.QueueHistory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as it describes itself. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class FleetApiTest {

    @Inject
    QueueHistory history;

    @Test
    void theVersionIsTold() {
        get("/api/v1/version")
                .then()
                .statusCode(200)
                .body("name", equalTo("Coppice"))
                .body("version", equalTo(get("/").path("version")))
                .body("api", equalTo("v1"))
                .body("java", containsString("25"));
    }

    @Test
    void whatIsQueuedIsCountedByAgentAndWhetherItCouldRun() {
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of(
                        "plan_text",
                        "## Batch 1: A\n\n### Task 1.1: B\n\n### Task 1.2: C\n\n**Depends on:** Task 1.1\n"))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200);

        get("/api/v1/queue")
                .then()
                .statusCode(200)
                .body("executions.keySet().toList()", equalTo(java.util.List.of("queued", "executing", "paused")))
                .body("executions.queued", greaterThanOrEqualTo(1))
                .body("tasks.queued", greaterThanOrEqualTo(2))
                .body("tasks.blocked", greaterThanOrEqualTo(1))
                .body("tasks.admitted", greaterThanOrEqualTo(1))
                .body("tasks.oldest_waiting_seconds", notNullValue())
                .body("agents.find { it.agent == 'shell' }.tasks.queued", greaterThanOrEqualTo(2))
                .body("leases", greaterThanOrEqualTo(0))
                .body("expired_leases", equalTo(0))
                .body("paused_agents", notNullValue());
    }

    @Test
    void howTheQueueWasAndWhichLeasesWereLostIsTold() {
        history.look();

        get("/api/v1/queue/history")
                .then()
                .statusCode(200)
                .body("depths[-1].at", notNullValue())
                .body("depths[-1].queued", greaterThanOrEqualTo(0))
                .body("depths[-1].executing", greaterThanOrEqualTo(0));
        get("/api/v1/queue/lost-leases").then().statusCode(200).body("lost_leases", notNullValue());
    }
}
