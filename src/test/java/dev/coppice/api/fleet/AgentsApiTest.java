package dev.coppice.api.fleet;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agents as callers see them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class AgentsApiTest {

    private static final String ALL = "/api/v1/agents";

    @Inject
    AgroalDataSource database;

    private final String agent = "agent-" + UUID.randomUUID();

    @BeforeEach
    void letItPause() {
        change("insert into agent_pause (agent, reason, message, since, until) values ('" + agent
                + "', 'rate_limited', 'no more', '2030-01-01T10:00:00Z', '2030-01-01T15:00:00Z')");
    }

    @AfterEach
    void forgetIt() {
        change("delete from agent_pause where agent = '" + agent + "'");
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + ApiResource.OPERATOR).contentType("application/json");
    }

    @Test
    void allAreListedWithWhatKeepsThemFromWorking() {
        get(ALL).then()
                .statusCode(200)
                .body("agents.name", hasItems("claude", "command", "shell", agent))
                .body("agents.find { it.name == 'shell' }.available", equalTo(true))
                .body("agents.find { it.name == 'shell' }.paused_until", nullValue())
                .rootPath("agents.find { it.name == '" + agent + "' }")
                .body("available", equalTo(false))
                .body("paused_since", equalTo("2030-01-01T10:00:00Z"))
                .body("paused_until", equalTo("2030-01-01T15:00:00Z"))
                .body("pause_reason", equalTo("rate_limited"))
                .body("pause_detail", equalTo("no more"))
                .body("probing", equalTo(false));
    }

    @Test
    void theOperatorEndsAPause() {
        operator()
                .post(ALL + "/" + agent + "/resume")
                .then()
                .statusCode(200)
                .body("name", equalTo(agent))
                .body("paused_until", nullValue());

        get(ALL).then().body("agents.find { it.name == '" + agent + "' }", nullValue());
        operator().post(ALL + "/shell/resume").then().statusCode(200).body("available", equalTo(true));
    }

    @Test
    void anExecutionTellsWhichAgentsItWaitsFor() {
        var execution = given().contentType("application/json")
                .body(Map.of("plan_text", "## Batch 1: One\n\n### Task 1.1: Only\n\n```sh\ntrue\n```\n"))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        change("update task set agent = '" + agent + "' where execution_id = '" + execution + "'");

        for (String place : List.of("/status", "/report")) {
            get("/api/v1/autonomous/" + execution + place)
                    .then()
                    .body("status", equalTo("queued"))
                    .body("agent_pauses.size()", equalTo(1))
                    .body("agent_pauses[0].agent", equalTo(agent))
                    .body("agent_pauses[0].reason", equalTo("rate_limited"))
                    .body("agent_pauses[0].paused_until", equalTo("2030-01-01T15:00:00Z"));
        }

        given().contentType("application/json")
                .post("/api/v1/autonomous/" + execution + "/cancel")
                .then()
                .statusCode(200);
        get("/api/v1/autonomous/" + execution + "/status").then().body("agent_pauses.size()", equalTo(0));
    }

    @Test
    void nobodyElseDoesAndNobodyForAnAgentThatThereIsNot() {
        given().contentType("application/json")
                .post(ALL + "/" + agent + "/resume")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"));
        operator().post(ALL + "/nobody/resume").then().statusCode(404);

        get(ALL).then().body("agents.name", hasItems(agent));
    }
}
