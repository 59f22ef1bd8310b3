package dev.coppice.api.approval;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that wait for a person, as callers see and decide them, on a worker that really works. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class ApprovalApiTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Free

            ```sh
            echo free > free.txt
            ```

            ## Batch 2: Whole

            **Approval:** required

            ### Task 2.1: First

            ```sh
            echo first > first.txt
            ```

            ### Task 2.2: Second

            **Depends on:** Task 2.1

            ```sh
            echo second > second.txt
            ```
            """;

    @Inject
    TestWorker worker;

    @Inject
    ApiTokens tokens;

    @BeforeEach
    void work() {
        worker.work();
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static String start(String plan, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("plan_text", plan));
        body.putAll(more);
        return "/api/v1/autonomous/"
                + post("/api/v1/autonomous/start", body)
                        .statusCode(200)
                        .extract()
                        .<String>path("execution_id");
    }

    private static void awaitWaiting(String execution, String... tasks) {
        await().until(() -> get(execution + "/status").path("awaiting_approval.task"), equalTo(List.of(tasks)));
    }

    private static void awaitStatus(String execution, String status) {
        await().until(() -> get(execution + "/status").path("status"), equalTo(status));
    }

    @Test
    void anExecutionSaysWhatItWaitsForAndGoesOnOnceThatIsApproved() {
        var execution = start(PLAN, Map.of());
        awaitWaiting(execution, "2.1");

        get(execution + "/status")
                .then()
                .body("status", equalTo("executing"))
                .body("tasks_executing", equalTo(0))
                .body("awaiting_approval[0].title", equalTo("First"))
                .body("awaiting_approval[0].batch", equalTo(2))
                .body("awaiting_approval[0].since", notNullValue());
        get(execution + "/tasks/1.1").then().body("approval", nullValue());
        get(execution + "/tasks/2.1").then().body("approval.state", equalTo("requested"));
        get(execution + "/tasks/2.2")
                .then()
                .body("approval.state", equalTo("required"))
                .body("waits_for", equalTo(List.of("2.1")));
        post(execution + "/approve", Map.of("comment", " Go on. "))
                .statusCode(200)
                .body("awaiting_approval", empty());

        awaitWaiting(execution, "2.2");
        get(execution + "/tasks/2.1")
                .then()
                .body("status", equalTo("completed"))
                .body("approval.state", equalTo("approved"))
                .body("approval.by", equalTo("local"))
                .body("approval.comment", equalTo("Go on."));
        post(execution + "/tasks/2.2/approve", Map.of()).statusCode(200).body("approval.state", equalTo("approved"));
        awaitStatus(execution, "completed");
        get(execution + "/events").then().body("events.what", hasItem("approval_requested"));
    }

    @Test
    void aBatchIsApprovedAsAWholeBeforeItIsAskedFor() {
        var execution = start(PLAN, Map.of());

        post(execution + "/approve", Map.of("batches", List.of(2))).statusCode(200);

        awaitStatus(execution, "completed");
        post(execution + "/approve", Map.of("batches", List.of(2))).statusCode(200);
        post(execution + "/approve", Map.of()).statusCode(409).body("code", equalTo("nothing_to_approve"));
        post(execution + "/reject", Map.of("batches", List.of(2)))
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("nothing_to_reject"))
                .body("detail", containsString("2.1 is completed and approved"));
    }

    @Test
    void whatIsRejectedIsShownAsRejectedAndARetryAsksAgain() {
        var execution = start(PLAN, Map.of());
        awaitWaiting(execution, "2.1");

        post(execution + "/tasks/2.1/reject", Map.of("comment", "Not on a Friday."))
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("reason", equalTo("rejected"))
                .body("error", equalTo("rejected by local: Not on a Friday."))
                .body("approval.state", equalTo("rejected"));

        awaitStatus(execution, "failed");
        get(execution + "/tasks/2.2").then().body("reason", equalTo("needs_failed"));
        get(execution + "/report.xml").then().body(containsString("rejected by local: Not on a Friday."));
        post(execution + "/tasks/2.1/reject", Map.of()).statusCode(200);
        post(execution + "/tasks/2.1/approve", Map.of()).statusCode(409).body("code", equalTo("nothing_to_approve"));
        post(execution + "/retry", Map.of()).statusCode(200).body("awaiting_approval.task", equalTo(List.of("2.1")));
        post(execution + "/approve", Map.of("all", true)).statusCode(200);
        awaitStatus(execution, "completed");
    }

    @Test
    void aRequestMayAskForApprovalOfWhatThePlanLeavesFree() {
        var execution = start(PLAN, Map.of("require_approval", List.of("1.1")));
        awaitWaiting(execution, "1.1");

        var all = start(PLAN, Map.of("require_approval", List.of("all"), "end_batch", 1));
        awaitWaiting(all, "1.1");
        post(all + "/cancel", Map.of()).statusCode(200).body("awaiting_approval", empty());
        post(execution + "/approve", Map.of("tasks", List.of("1.1", "2.1"), "batches", List.of(1)))
                .statusCode(200);
        awaitWaiting(execution, "2.2");
        post(execution + "/cancel", Map.of()).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "batch:3", "batch:x", "", "ALL", "Task 1.1"})
    void whatThePlanDoesNotHaveCannotBeAskedFor(String part) {
        post("/api/v1/autonomous/start", Map.of("plan_text", PLAN, "require_approval", List.of("1.1", part)))
                .statusCode(400)
                .body("field", equalTo("require_approval"));
    }

    @Test
    void aPlanThatAsksInUnknownWordsIsRefusedWithItsLine() {
        post("/api/v1/autonomous/start", Map.of("plan_text", PLAN.replace("required", "of Bob")))
                .statusCode(400)
                .body("code", equalTo("bad_plan"))
                .body("diagnostics.code", hasItem("unknown-approval"))
                .body("diagnostics.line", hasItem(11))
                .body("diagnostics.column", hasItem(15));
    }

    @Test
    void whatThereIsNotIsNamed() {
        var execution = start(PLAN, Map.of("require_approval", List.of("1.1")));

        for (var decision : List.of("/approve", "/reject")) {
            var path = execution + decision;
            post(path, Map.of("tasks", List.of("9.9"))).statusCode(400).body("field", equalTo("tasks"));
            post(path, Map.of("tasks", "1.1")).statusCode(400).body("field", equalTo("tasks"));
            post(path, Map.of("batches", List.of(3))).statusCode(400).body("field", equalTo("batches"));
            post(path, Map.of("batches", List.of("2"))).statusCode(400).body("field", equalTo("batches"));
            post(path, Map.of("comment", "x".repeat(4001))).statusCode(400).body("field", equalTo("comment"));
            post(path, Map.of("task", "1.1")).statusCode(400).body("field", equalTo("task"));
            post(execution + "/tasks/9.9" + decision, Map.of()).statusCode(404);
            post(execution + "/tasks/1.1" + decision, Map.of("all", true)).statusCode(400);
            post("/api/v1/autonomous/exec_000000000000" + decision, Map.of()).statusCode(404);
        }
        var free = start(PLAN, Map.of("end_batch", 1));
        post(free + "/tasks/1.1/approve", Map.of()).statusCode(409).body("code", equalTo("no_approval_needed"));
        post(execution + "/cancel", Map.of()).statusCode(200);
        post(execution + "/approve", Map.of("all", true)).statusCode(409).body("code", equalTo("nothing_to_approve"));
    }

    @Test
    void whoDecidedIsTheNameOfTheTokenAndIsAudited() {
        var execution = start(PLAN, Map.of("require_approval", List.of("1.1")));
        awaitWaiting(execution, "1.1");
        var name = "ann-" + UUID.randomUUID().toString().substring(0, 8);
        var token = tokens.issue(new NewToken(name, Right.RUN, Optional.empty(), Optional.empty()), "operator")
                .orElseThrow()
                .secret()
                .text();

        given().contentType("application/json")
                .header("Authorization", "Bearer " + token)
                .body(Map.of())
                .post(execution + "/reject")
                .then()
                .statusCode(200);

        get(execution + "/tasks/1.1").then().body("approval.by", equalTo("token:" + name));
        given().header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .get("/api/v1/audit?limit=20")
                .then()
                .body("entries.find { it.principal == 'token:" + name + "' }.action", equalTo("reject"));
    }
}
