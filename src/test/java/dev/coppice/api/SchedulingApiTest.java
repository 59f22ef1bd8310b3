package dev.coppice.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers may ask about when, how often and by whom tasks are worked on. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@TestProfile(SchedulingApiTest.ShortBeat.class)
class SchedulingApiTest {

    /** What is asked of a worker is heard with its next heartbeat. */
    public static final class ShortBeat implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.queue.beat", "1s");
        }
    }

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static final String ONE_FAILS = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo good > good.txt
            ```

            ### Task 1.2: Bad

            ```sh
            exit 1
            ```
            """;

    private static final String ENDLESS = """
            ## Batch 1: Long

            ### Task 1.1: Endless

            ```sh
            sleep 600
            ```

            ### Task 1.2: After

            **Depends on:** Task 1.1
            """;

    @Inject
    Worker worker;

    @Inject
    OwnFolder folder;

    private final WorkerId self = WorkerId.random();

    @BeforeEach
    void work() {
        worker.start(new Scope.Queues(), self, new HomeId(folder.id()), 4);
    }

    @AfterEach
    void rest() {
        worker.drain(LONG_ENOUGH);
    }

    @Test
    void aRetryOfOneTaskRunsItAndNothingThatIsDone() {
        var execution = start(Map.of("plan_text", ONE_FAILS));
        awaitStatus(execution, "failed");

        given().post(execution + "/tasks/1.2/retry").then().statusCode(200).body("task_number", equalTo("1.2"));

        awaitAttempts(execution + "/tasks/1.2", 2);
        awaitStatus(execution, "failed");
        get(execution + "/tasks/1.1").then().body("attempts.size()", equalTo(1));
        given().post(execution + "/tasks/1.1/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("nothing_to_retry"))
                .body("detail", containsString("task 1.1 is completed"));
        given().post(execution + "/tasks/9.9/retry").then().statusCode(404);
    }

    @Test
    void aTaskThatFailsIsTriedAgainAsOftenAsWasAskedFor() {
        var execution = start(Map.of("plan_text", ONE_FAILS, "max_retries", 1));

        awaitStatus(execution, "failed");

        awaitAttempts(execution + "/tasks/1.2", 2);
    }

    @Test
    void whatRunsWhenTheDeadlinePassesIsEndedAndFails() {
        var execution = start(Map.of("plan_text", ENDLESS, "deadline_seconds", 2, "priority", 7));

        awaitStatus(execution, "failed");

        get(execution + "/tasks/1.1")
                .then()
                .body("reason", equalTo("deadline_passed"))
                .body("attempts.size()", equalTo(1));
        get(execution + "/status").then().body("deadline_at", notNullValue()).body("priority", equalTo(7));
    }

    @Test
    void theOperatorAsksAWorkerToDrainAndTakesItBack() {
        var drain = "/api/v1/workers/" + self.value() + "/drain";
        get("/api/v1/workers").then().body("workers.find { it.worker_id == '" + self.value() + "' }.slots", equalTo(4));

        operator().post(drain).then().statusCode(200).body("workers[0].drain_requested", equalTo(true));
        await().atMost(LONG_ENOUGH).until(() -> get("/q/health/ready").statusCode() == 503);

        operator().delete(drain).then().statusCode(200).body("workers[0].drain_requested", equalTo(false));
        await().atMost(LONG_ENOUGH).until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void onlyTheOperatorDrainsAWorkerAndOnlyOneThatIsThere() {
        var someone = given().contentType("application/json");

        someone.post("/api/v1/workers/" + self.value() + "/drain")
                .then()
                .statusCode(403)
                .body("code", equalTo("operator_only"));
        operator().post("/api/v1/workers/nobody/drain").then().statusCode(404);
        operator()
                .post("/api/v1/workers/" + UUID.randomUUID() + "/drain")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + ApiResource.OPERATOR).contentType("application/json");
    }

    private static String start(Map<String, Object> request) {
        var id = given().contentType("application/json")
                .body(request)
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        return "/api/v1/autonomous/" + id;
    }

    private static void awaitStatus(String execution, String status) {
        await().atMost(LONG_ENOUGH).until(() -> get(execution + "/status").path("status"), equalTo(status));
    }

    private static void awaitAttempts(String task, int count) {
        await().atMost(LONG_ENOUGH).until(() -> get(task).path("attempts.size()"), equalTo(count));
    }
}
