package dev.coppice.api;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions as callers see them, from the start to the report, on a worker that really works. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class ExecutionApiTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo printed by the agent
            echo good > good.txt
            ```

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`

            ### Task 1.3: Done before
            **Status:** completed

            ## Batch 2: Whole

            ### Task 2.1: Needs both
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
    TestWorker worker;

    @Inject
    OwnFolder folder;

    @BeforeEach
    void work() {
        worker.work();
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static String start(String plan) {
        return "/api/v1/autonomous/" + TestWorker.start(plan);
    }

    private static void awaitStatus(String execution, String status) {
        await().until(() -> get(execution + "/status").path("status"), equalTo(status));
    }

    private static void awaitPhase(String execution, String task, String phase) {
        await().until(() -> get(execution + "/tasks/" + task).path("phase"), equalTo(phase));
    }

    @Test
    void aFailedExecutionIsShownAsAFailureInAllItsParts() {
        var execution = start(PLAN);

        awaitStatus(execution, "failed");

        get(execution + "/status")
                .then()
                .body("tasks_total", equalTo(4))
                .body("tasks_completed", equalTo(2))
                .body("tasks_failed", equalTo(1))
                .body("tasks_skipped", equalTo(1))
                .body("current_batch", nullValue())
                .body("total_batches", equalTo(2))
                .body("active_prs", empty())
                .body("completed_at", notNullValue());
        get(execution + "/batches")
                .then()
                .body("status", equalTo(java.util.List.of("failed", "failed")))
                .body("[0].tasks.status", equalTo(java.util.List.of("completed", "failed", "skipped")));
        get(execution + "/tasks/1.2")
                .then()
                .body("error", containsString("test -f whole.txt"))
                .body("reason", equalTo("check_failed"))
                .body("commits", empty())
                .body("attempts", hasSize(1));
        get(execution + "/tasks/2.1").then().body("reason", equalTo("needs_failed"));
        get(execution + "/report").then().body("status", equalTo("failed")).body("tasks", hasSize(4));
    }

    @Test
    void whatAnAttemptPrintedIsReadAsText() {
        var execution = start(PLAN);
        awaitStatus(execution, "failed");

        get(execution + "/tasks/1.1/log")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("printed by the agent"));
        get(execution + "/tasks/1.2/attempts/1/log?tail=1").then().body(equalTo("$ test -f whole.txt\n"));
        get(execution + "/tasks/1.2/attempts/2/log").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        get(execution + "/tasks/2.1/log").then().statusCode(404);
        get(execution + "/tasks/1.1/log?tail=all").then().statusCode(400).body("field", equalTo("tail"));
    }

    @Test
    void whatItsAgentToldForMachinesIsReadAsItCame() throws Exception {
        var execution = start(PLAN);
        awaitStatus(execution, "failed");
        var log = "/tasks/1.1/attempts/1/log";
        get(execution + log + "?raw=true").then().statusCode(404).body("detail", containsString("no raw events"));

        var file = folder.logs()
                .resolve(execution.substring(execution.lastIndexOf('/') + 1))
                .resolve("1.1-1.log.events");
        Files.writeString(file, "{\"type\":\"one\"}\n{\"type\":\"two\"}\n");

        get(execution + log + "?raw=true").then().contentType("text/plain").body(equalTo(Files.readString(file)));
        get(execution + "/tasks/1.1/log?raw=true&tail=1").then().body(equalTo("{\"type\":\"two\"}\n"));
        get(execution + log + "?raw=false").then().body(containsString("printed by the agent"));
        get(execution + log + "?raw=yes").then().statusCode(400).body("field", equalTo("raw"));
    }

    @Test
    void aTaskThatWaitsSaysWhatFor() {
        var execution = start(ENDLESS);
        awaitPhase(execution, "1.1", "running");

        get(execution + "/tasks/1.2").then().body("status", equalTo("queued")).body("waits_for", hasItem("1.1"));
        get(execution + "/status").then().body("current_batch", equalTo(1)).body("tasks_executing", equalTo(1));
    }

    @Test
    void aCancelEndsTheRunningAgentAndIsFinal() {
        var execution = start(ENDLESS);
        awaitPhase(execution, "1.1", "running");

        given().post(execution + "/cancel").then().statusCode(200).body("cancel_requested", equalTo(true));

        given().post(execution + "/cancel").then().statusCode(200);
        awaitStatus(execution, "cancelled");
        given().post(execution + "/cancel").then().statusCode(200);
        given().post(execution + "/pause").then().statusCode(409).contentType(Problem.MEDIA_TYPE);
        given().post(execution + "/resume").then().statusCode(409);
    }

    @Test
    void oneTaskIsCancelledAndTriedAgainWhileItsExecutionGoesOn() {
        var execution = start(ENDLESS + "\n### Task 1.3: Beside\n\n```sh\nsleep 600\n```\n");
        awaitPhase(execution, "1.1", "running");
        awaitPhase(execution, "1.3", "running");

        given().post(execution + "/tasks/1.1/cancel").then().statusCode(200).body("task_number", equalTo("1.1"));

        await().until(() -> get(execution + "/tasks/1.1").path("status"), equalTo("cancelled"));
        get(execution + "/tasks/1.1")
                .then()
                .body("attempts[0].status", equalTo("cancelled"))
                .body("cancel_requested", equalTo(false));
        get(execution + "/tasks/1.2").then().body("status", equalTo("skipped")).body("reason", equalTo("needs_failed"));
        get(execution + "/status")
                .then()
                .body("status", equalTo("executing"))
                .body("cancel_requested", equalTo(false))
                .body("tasks_cancelled", equalTo(1));
        given().post(execution + "/tasks/1.1/cancel").then().statusCode(200);
        given().post(execution + "/tasks/1.2/cancel")
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("not_possible"));
        given().post(execution + "/tasks/9.9/cancel").then().statusCode(404);
        given().contentType("application/json")
                .body(Map.of("comment", "Once more."))
                .post(execution + "/tasks/1.1/retry")
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .body(Map.of("comment", "x".repeat(4001)))
                .post(execution + "/tasks/1.1/retry")
                .then()
                .statusCode(400)
                .body("field", equalTo("comment"));
        awaitPhase(execution, "1.1", "running");
        given().post(execution + "/cancel").then().statusCode(200);
        awaitStatus(execution, "cancelled");
    }

    @Test
    void whatTheAgentOfAnAttemptWasToldIsReadRoundByRound() throws Exception {
        var execution = start(PLAN);
        awaitStatus(execution, "failed");
        var prompt = execution + "/tasks/1.1/attempts/1/prompt";
        get(prompt)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("log_not_found"))
                .body("detail", containsString("no prompt"));

        var logs = folder.logs().resolve(execution.substring(execution.lastIndexOf('/') + 1));
        Files.writeString(logs.resolve("1.1-1.log.prompt.1"), "# Task 1.1: Good\n\nGrüße\n");
        Files.writeString(logs.resolve("1.1-1.log.prompt.2"), "## What is wrong\n");

        get(prompt)
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .header("Coppice-Rounds", "2")
                .body(equalTo("# Task 1.1: Good\n\nGrüße\n"));
        get(prompt + "?round=2").then().body(equalTo("## What is wrong\n"));
        get(prompt + "?round=3").then().statusCode(404).body("code", equalTo("log_not_found"));
        get(prompt + "?round=0").then().statusCode(400).body("field", equalTo("round"));
        get(execution + "/tasks/1.1/attempts/7/prompt")
                .then()
                .statusCode(404)
                .body("code", equalTo("attempt_not_found"));
    }

    @Test
    void aPauseWithReleaseEndsTheAgentsAndAResumeRunsThemAgain() {
        var execution = start(ENDLESS);
        awaitPhase(execution, "1.1", "running");

        given().contentType("application/json")
                .body(Map.of("release_running", true))
                .post(execution + "/pause")
                .then()
                .statusCode(200)
                .body("status", equalTo("paused"))
                .body("pause_reason", equalTo("requested"));

        await().until(() -> get(execution + "/tasks/1.1").path("status"), equalTo("queued"));
        get(execution + "/tasks/1.1").then().body("attempts[0].status", equalTo("released"));
        given().post(execution + "/resume").then().statusCode(200);
        awaitPhase(execution, "1.1", "running");
    }

    @Test
    void aRetryRunsWhatFailedAndWhatWasSkippedAgain() {
        var execution = start(PLAN);
        awaitStatus(execution, "failed");

        given().post(execution + "/retry").then().statusCode(200).body("tasks_completed", equalTo(2));

        await().until(() -> get(execution + "/tasks/1.2").path("attempts.size()"), equalTo(2));
        awaitStatus(execution, "failed");
    }

    @Test
    void aRetryFromABatchLeavesWhatNeedsAnEarlierFailure() {
        var execution = start(PLAN);
        awaitStatus(execution, "failed");

        retryFrom(execution, 2).statusCode(409).body("code", equalTo("nothing_to_retry"));
        retryFrom(execution, 3).statusCode(400).body("field", equalTo("from_batch"));
        retryFrom(execution, 0).statusCode(400).body("field", equalTo("from_batch"));
        retryFrom(execution, "2").statusCode(400).body("field", equalTo("from_batch"));
        get(execution + "/status").then().body("status", equalTo("failed"));

        retryFrom(execution, 1).statusCode(200).body("tasks_failed", equalTo(0));
        awaitStatus(execution, "failed");
        get(execution + "/tasks/1.2").then().body("attempts", hasSize(2));
    }

    private static io.restassured.response.ValidatableResponse retryFrom(String execution, Object batch) {
        return given().contentType("application/json")
                .body(Map.of("from_batch", batch))
                .post(execution + "/retry")
                .then();
    }

    @Test
    void theListHasTheNewestFirst() {
        var first = start(PLAN);
        var second = start(PLAN);

        get("/api/v1/autonomous?limit=2")
                .then()
                .body("executions.execution_id", equalTo(java.util.List.of(second.substring(19), first.substring(19))))
                .body("executions[0].plan", equalTo("sample.md"));
        get("/api/v1/autonomous?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec_00000000", "exec_", "%25", "nothing", "exec_%27%20or%201=1"})
    void whatIsUnknownIsNotFound(String id) {
        for (var path : new String[] {"/status", "/batches", "/report", "/tasks/1.1", "/tasks/1.1/log"}) {
            get("/api/v1/autonomous/" + id + path).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        }
        for (var wish : new String[] {"/cancel", "/pause", "/resume", "/retry"}) {
            given().post("/api/v1/autonomous/" + id + wish).then().statusCode(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9", "1", "%25", "x y"})
    void aTaskIsFoundByItsWholeNumberOnly(String number) {
        var execution = start(PLAN);

        get(execution + "/tasks/" + number).then().statusCode(404).body("code", equalTo("task_not_found"));
    }
}
