package dev.coppice.api;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

    @Inject
    AgroalDataSource database;

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
    void whatHasSpentItsBudgetGoesOnOnlyWithALargerOne() throws SQLException {
        var execution = start(Map.of("plan_text", ENDLESS, "budget_usd", 2.5));
        await().until(() -> get(execution + "/status").path("tasks_executing"), equalTo(1));
        given().contentType("application/json")
                .body(Map.of("release_running", true))
                .post(execution + "/pause")
                .then()
                .statusCode(200)
                .body("budget_usd", equalTo(2.5f))
                .body("cost_usd", nullValue());
        spend(execution, "2.50");

        given().post(execution + "/resume")
                .then()
                .statusCode(409)
                .body("code", equalTo("budget_spent"))
                .body("detail", containsString("2.5 US dollars of 2.5"));
        given().contentType("application/json")
                .body(Map.of("budget_usd", 5))
                .post(execution + "/resume")
                .then()
                .statusCode(200)
                .body("budget_usd", equalTo(5))
                .body("cost_usd", equalTo(2.5f));
        given().post(execution + "/cancel").then().statusCode(200);
    }

    /** As if an agent had told of it. */
    private void spend(String execution, String cost) throws SQLException {
        var id = execution.substring(execution.lastIndexOf('/') + 1);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update attempt set cost_usd = " + cost
                    + " where task_id in (select id from task where execution_id = '" + id + "')");
        }
    }

    @Test
    void aTaskThatHasSpentItsBudgetIsTriedAgainWithALargerOne() throws SQLException {
        var execution = start(Map.of("plan_text", ONE_FAILS, "task_budget_usd", 2, "budget_hard_stop", true));
        awaitStatus(execution, "failed");
        spend(execution, "2");
        get(execution + "/status")
                .then()
                .body("task_budget_usd", equalTo(2))
                .body("batch_budget_usd", nullValue())
                .body("budget_hard_stop", equalTo(true))
                .body("cost_is_estimate", equalTo(false))
                .body("tokens", nullValue())
                .body("budgets[0].scope", equalTo("task"))
                .body("budgets[0].spent_usd", equalTo(2.0f));

        given().post(execution + "/tasks/1.2/retry").then().statusCode(200);
        awaitAttempts(execution + "/tasks/1.2", 2);
        awaitStatus(execution, "failed");
        get(execution + "/tasks/1.2").then().body("reason", equalTo("budget"));

        given().contentType("application/json")
                .body(Map.of("task_budget_usd", 5))
                .post(execution + "/tasks/1.2/retry")
                .then()
                .statusCode(200);
        awaitAttempts(execution + "/tasks/1.2", 3);
        awaitStatus(execution, "failed");
        get(execution + "/tasks/1.2").then().body("reason", equalTo("agent_failed"));
    }

    @Test
    void aBudgetIsAnAmountOfMoney() {
        for (Object wrong : List.of(0, -1, "5", 1e9, 0.1234567, new BigDecimal("1e400"))) {
            given().contentType("application/json")
                    .body(Map.of("plan_text", ONE_FAILS, "budget_usd", wrong))
                    .post("/api/v1/autonomous/start")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("budget_usd"));
        }
    }

    @Test
    void theOperatorAsksAWorkerToDrainAndTakesItBack() {
        var drain = "/api/v1/workers/" + self.value() + "/drain";
        get("/api/v1/workers").then().body("workers.find { it.worker_id == '" + self.value() + "' }.slots", equalTo(4));

        operator().post(drain).then().statusCode(200).body("workers[0].drain_requested", equalTo(true));
        await().until(() -> get("/q/health/ready").statusCode() == 503);

        operator().delete(drain).then().statusCode(200).body("workers[0].drain_requested", equalTo(false));
        await().until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void onlyTheOperatorDrainsAWorkerAndOnlyOneThatIsThere() {
        var someone = given().contentType("application/json");

        someone.post("/api/v1/workers/" + self.value() + "/drain")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"));
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
        await().until(() -> get(execution + "/status").path("status"), equalTo(status));
    }

    private static void awaitAttempts(String task, int count) {
        await().until(() -> get(task).path("attempts.size()"), equalTo(count));
    }
}
