package dev.coppice.api.plans;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.plan.PlanJson;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.queue.Executions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that are looked at, and plans that come as they are. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class PlansApiTest {

    private static final String VALIDATE = "/api/v1/plans/validate";
    private static final String START = "/api/v1/autonomous/start";
    private static final String GOOD = "# Über\n\n## Batch 1: A\n\n### Task 1.1: B\n\n**Files:** `a.txt`\n";
    private static final String BAD = "## Batch 1: A\n\n### Task 1.1: B\n\n**Depends on:** Task 9.9\n";

    @ConfigProperty(name = "coppice.api.repositories")
    Path repository;

    @Inject
    Executions executions;

    private static ValidatableResponse validate(Map<String, ?> body) {
        return given().contentType("application/json").body(body).post(VALIDATE).then();
    }

    private static ValidatableResponse send(String address, byte[] plan) {
        return given().header("Content-Type", "text/markdown")
                .body(plan)
                .post(address)
                .then();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aPlanIsValidatedAsTheCommandDoesItAndNothingBegins() throws Exception {
        int before = executions.list(10_000).size();

        var answer =
                validate(Map.of("plan_text", GOOD)).statusCode(200).extract().asString();

        var json = new ObjectMapper();
        var told = (ObjectNode) json.readTree(answer);
        assertThat(told.remove("valid").booleanValue()).isTrue();
        assertThat(told)
                .isEqualTo(json.readTree(
                        PlanJson.of(PlanParser.parse("plan.md", bytes(GOOD))).text()));
        assertThat(executions.list(10_000)).hasSize(before);
    }

    @Test
    void aPlanThatCannotRunIsAnAnswerThatSaysWhy() {
        validate(Map.of("plan_text", BAD))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("tasks_total", equalTo(1))
                .body("diagnostics.severity", hasItem("error"))
                .body("diagnostics.line", hasItem(5));
        validate(Map.of("plan_text", "")).statusCode(200).body("valid", equalTo(false));
    }

    @Test
    void aPlanInARepositoryIsValidatedByItsPath() {
        TestRepository.at(repository).write("plans/looked at.md", GOOD);

        validate(Map.of("plan_path", "plans/looked at.md")).statusCode(200).body("valid", equalTo(true));

        validate(Map.of("plan_path", "../x.md")).statusCode(400).body("field", equalTo("plan_path"));
        validate(Map.of("plan_path", "plans/missing.md")).statusCode(400).body("code", equalTo("bad_field"));
        validate(Map.of("plan_path", "plans/looked at.md", "repository", "/etc"))
                .statusCode(403)
                .body("code", equalTo("repository_not_allowed"));
        validate(Map.of()).statusCode(400).contentType(Problem.MEDIA_TYPE);
        validate(Map.of("plan_text", GOOD, "plan_path", "plans/looked at.md")).statusCode(400);
        validate(Map.of("plan_text", GOOD, "agent", "shell")).statusCode(400).body("field", equalTo("agent"));
    }

    @Test
    void aPlanIsSentAsItIs() {
        send(VALIDATE + "?plan_name=mine.md", bytes(GOOD)).statusCode(200).body("valid", equalTo(true));
        send(VALIDATE, bytes(BAD)).statusCode(200).body("valid", equalTo(false));
        send(VALIDATE, new byte[] {'#', ' ', (byte) 0xff}).statusCode(400).body("field", equalTo("plan_text"));
        send(VALIDATE, new byte[] {'#', ' ', 0}).statusCode(400).body("field", equalTo("plan_text"));
    }

    @Test
    void aPlanIsStartedAsItIsWithItsFieldsInTheAddress() {
        var id = send(
                        START + "?plan_name=007&max_concurrent=2&auto_merge=true&budget_usd=1.50&start_batch=1"
                                + "&max_retries=1&escalation=shell",
                        bytes(GOOD))
                .statusCode(200)
                .body("status", equalTo("queued"))
                .extract()
                .<String>path("execution_id");

        get("/api/v1/autonomous/" + id + "/status")
                .then()
                .body("plan", equalTo("007"))
                .body("auto_merge", equalTo(true))
                .body("budget_usd", equalTo(1.50f));
        get("/api/v1/autonomous/" + id + "/plan")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("batches[0].tasks[0].title", equalTo("B"))
                .body("batches[0].tasks[0].files", equalTo(List.of("a.txt")));
        var source = get("/api/v1/autonomous/" + id + "/plan/source");
        source.then().statusCode(200).contentType("text/markdown");
        assertThat(new String(source.asByteArray(), StandardCharsets.UTF_8)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_concurrent=two",
                "max_concurrent=1.5",
                "max_concurrent=02",
                "auto_merge=yes",
                "budget_usd=much",
                "plan_text=x",
                "plan_path=x",
                "plan_name=a&plan_name=b",
                "unknown=1"
            })
    void aFieldInTheAddressIsAsStrictAsOneInABody(String query) {
        send(START + "?" + query, bytes(GOOD))
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("bad_field"))
                .body("field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void aFieldOfTheOperatorsIsForTheOperatorInAnAddressToo() {
        send(START + "?isolation=host", bytes(GOOD)).statusCode(403).body("field", equalTo("isolation"));
        send(START + "?agent_command=a&agent_command=b", bytes(GOOD))
                .statusCode(403)
                .body("field", equalTo("agent_command"));
    }

    @Test
    void onlyRoutesThatTakePlansTakeMarkdownAndNoneTakesAForm() {
        send("/api/v1/autonomous/exec_00000000/pause", bytes(GOOD)).statusCode(415);
        for (var route : List.of(VALIDATE, START)) {
            given().multiPart("plan", "plan.md", bytes(GOOD), "text/markdown")
                    .post(route)
                    .then()
                    .statusCode(415);
            given().header("Content-Type", "text/markdown")
                    .header("Origin", "https://elsewhere.example")
                    .body(GOOD)
                    .post(route)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void whatIsUnknownHasNoPlan() {
        get("/api/v1/autonomous/exec_00000000/plan")
                .then()
                .statusCode(404)
                .body("code", equalTo("execution_not_found"));
        get("/api/v1/autonomous/exec_00000000/plan/source").then().statusCode(404);
    }

    @Test
    void eventsAreReadPageByPageToTheEnd() {
        var id = send(START, bytes(GOOD)).statusCode(200).extract().<String>path("execution_id");
        var events = "/api/v1/autonomous/" + id + "/events";

        var first = get(events + "?limit=1")
                .then()
                .statusCode(200)
                .body("events.what", equalTo(List.of("execution_queued")));
        var after = first.extract().<String>path("next_after");
        assertThat(after).isEqualTo(first.extract().<String>path("events[0].id"));
        get(events + "?after=" + after).then().body("events", empty()).body("next_after", equalTo(after));
        given().post("/api/v1/autonomous/" + id + "/cancel").then().statusCode(200);
        await().untilAsserted(() ->
                get(events + "?after=" + after).then().body("events.what", hasItem("execution_cancelled")));
        var second = get(events + "?after=" + after).then();
        second.body("events.execution_id", hasItem(id)).body("events.what", not(hasItem("execution_queued")));
        var end = second.extract().<String>path("next_after");
        get(events + "?after=" + end).then().body("events", empty()).body("next_after", equalTo(end));

        get(events + "?after=x").then().statusCode(400).body("field", equalTo("after"));
        get(events + "?limit=501").then().statusCode(400).body("detail", containsString("500"));
        get("/api/v1/autonomous/exec_00000000/events").then().statusCode(404);
    }
}
