package dev.coppice.api.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tokens from the hand-out to the end, as callers see them, and what everybody did with them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class TokensApiTest {

    private static final String TOKENS = "/api/v1/tokens";
    private static final String EXECUTIONS = "/api/v1/autonomous";
    private static final String PLAN = "## Batch 1: One\n\n### Task 1.1: Only\n\n```sh\ntrue\n```\n";

    @TestHTTPResource
    URI service;

    private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static RequestSpecification operator() {
        return with(ApiResource.OPERATOR);
    }

    private ValidatableResponse create(String caller, Map<String, Object> fields) {
        var body = new HashMap<String, Object>(Map.of("name", name));
        body.putAll(fields);
        return with(caller).body(body).post(TOKENS).then();
    }

    private String token(Map<String, Object> fields) {
        return create(ApiResource.OPERATOR, fields).statusCode(201).extract().path("token");
    }

    private static String start(String token) {
        return with(token)
                .body(Map.of("plan_text", PLAN))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }

    private List<Map<String, Object>> auditOf(String principal) {
        return operator()
                .get("/api/v1/audit?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("entries.findAll { it.principal == '" + principal + "' }");
    }

    @Test
    void aTokenIsShownOnceAndOpensWhatItsScopeSays() {
        var token = create(ApiResource.OPERATOR, Map.of("scope", "run", "expires_in_seconds", 3600))
                .statusCode(201)
                .body("token", matchesPattern("cpc_[A-Za-z0-9_-]{43}"))
                .body("scope", equalTo("run"))
                .extract()
                .<String>path("token");

        start(token);
        with(token).get(TOKENS).then().statusCode(403);
        operator()
                .get(TOKENS)
                .then()
                .body(not(containsString(token.substring(4))))
                .body("tokens.find { it.name == '" + name + "' }.created_by", equalTo("operator"))
                .body("tokens.find { it.name == '" + name + "' }.status", equalTo("active"));
    }

    @Test
    void withoutAScopeItMayOnlyRead() {
        var token = token(Map.of());

        with(token).get(EXECUTIONS).then().statusCode(200);
        with(token)
                .body(Map.of("plan_text", PLAN))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"));
    }

    @Test
    void aRevokedTokenOpensNothingFromTheNextRequestOn() {
        var token = token(Map.of("scope", "run"));
        with(token).get(EXECUTIONS).then().statusCode(200);

        operator().delete(TOKENS + "/" + name).then().statusCode(200).body("status", equalTo("revoked"));

        with(token).get(EXECUTIONS).then().statusCode(401);
        operator().delete(TOKENS + "/" + name).then().statusCode(404);
    }

    @Test
    void aTokenThatLeaksHasNoHeirsOfItsOwnScope() {
        var admin = token(Map.of("scope", "admin"));

        with(admin)
                .body(Map.of("name", name + "-heir", "scope", "admin"))
                .post(TOKENS)
                .then()
                .statusCode(403)
                .body("code", equalTo("operator_only"), "field", equalTo("scope"));
        with(admin)
                .body(Map.of("name", name + "-child", "scope", "run"))
                .post(TOKENS)
                .then()
                .statusCode(201);
        operator()
                .get(TOKENS)
                .then()
                .body("tokens.find { it.name == '" + name + "-child' }.created_by", equalTo("token:" + name));
    }

    @Test
    void anAdministratorIsNotTheOperator() {
        var admin = token(Map.of("scope", "admin"));

        with(admin)
                .body(Map.of("plan_text", PLAN, "agent_command", List.of("sh")))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(403)
                .body("code", equalTo("operator_only"));
        with(admin)
                .body(Map.of("plan_text", PLAN, "repository", "/"))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(403)
                .body("code", equalTo("repository_not_allowed"));
        with(admin)
                .body(Map.of("repositories", List.of("/")))
                .post("/api/v1/cleanup")
                .then()
                .statusCode(403)
                .body("code", equalTo("operator_only"), "field", equalTo("repositories"));
    }

    @Test
    void aNonsensicalWishIsRefusedByItsField() {
        create(ApiResource.OPERATOR, Map.of("name", "a b")).statusCode(400).body("field", equalTo("name"));
        create(ApiResource.OPERATOR, Map.of("scope", "root")).statusCode(400).body("field", equalTo("scope"));
        create(ApiResource.OPERATOR, Map.of("repositories", List.of("../x")))
                .statusCode(400)
                .body("field", equalTo("repositories"));
        create(ApiResource.OPERATOR, Map.of("scope", "admin", "repositories", List.of("one")))
                .statusCode(400)
                .body("field", equalTo("repositories"));
        create(ApiResource.OPERATOR, Map.of("expires_in_seconds", 0)).statusCode(400);
        token(Map.of());
        create(ApiResource.OPERATOR, Map.of()).statusCode(409).body("code", equalTo("name_taken"));
    }

    @Test
    void oneForOtherRepositoriesFindsNothingHere() {
        var execution = start(ApiResource.OPERATOR);
        var elsewhere = token(Map.of("scope", "run", "repositories", List.of("/somewhere/else")));

        with(elsewhere)
                .body(Map.of("plan_text", PLAN))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(403)
                .body("code", equalTo("repository_not_allowed"));
        with(elsewhere).get(EXECUTIONS).then().statusCode(200).body("executions", empty());
        for (var path : List.of("/status", "/batches", "/report", "/tasks/1.1", "/tasks/1.1/log")) {
            with(elsewhere).get(EXECUTIONS + "/" + execution + path).then().statusCode(404);
        }
        for (var wish : List.of("/cancel", "/pause", "/resume", "/retry", "/tasks/1.1/retry")) {
            with(elsewhere).post(EXECUTIONS + "/" + execution + wish).then().statusCode(404);
        }
        with(elsewhere).delete(EXECUTIONS + "/" + execution).then().statusCode(404);
    }

    @Test
    void oneForThisRepositoryWorksInIt() {
        var folder = operator()
                .get(EXECUTIONS + "/" + start(ApiResource.OPERATOR) + "/status")
                .then()
                .extract()
                .<String>path("repository");
        var token = token(Map.of("scope", "run", "repositories", List.of(folder)));

        var execution = start(token);

        with(token).get(EXECUTIONS).then().body("executions.execution_id", hasItem(execution));
        with(token).post(EXECUTIONS + "/" + execution + "/cancel").then().statusCode(200);
    }

    @Test
    void whatIsDoneIsWrittenDownWithWhoDidItAndWhatCameOfIt() {
        var token = token(Map.of("scope", "run"));

        var execution = start(token);
        with(token).post(EXECUTIONS + "/" + execution + "/cancel").then().statusCode(200);
        with(token)
                .post(EXECUTIONS + "/" + execution + "/tasks/9.9/retry")
                .then()
                .statusCode(404);
        with(token)
                .body("{\"plan_text\": 1}")
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(400);
        with(token).post("/api/v1/workers/any/drain").then().statusCode(403);

        var entries = auditOf("token:" + name);
        assertThat(entries)
                .extracting(entry -> entry.get("action"))
                .containsExactly("drain", "start", "retry", "cancel", "start");
        assertThat(entries)
                .extracting(entry -> entry.get("outcome"))
                .containsExactly("forbidden", "refused", "refused", "done", "done");
        assertThat(entries)
                .extracting(entry -> entry.get("target"))
                .containsExactly("any", null, execution + "/9.9", execution, execution);
        assertThat(entries).allSatisfy(entry -> assertThat(entry.get("address")).isEqualTo("127.0.0.1"));
        assertThat(entries.getLast().get("status")).isEqualTo(200);
        with(token).get(EXECUTIONS + "/" + execution + "/status").then().body("started_by", equalTo("token:" + name));
        with(token)
                .get(EXECUTIONS + "?limit=1000")
                .then()
                .body(
                        "executions.find { it.execution_id == '" + execution + "' }.started_by",
                        equalTo("token:" + name));
    }

    @Test
    void neitherBodiesNorSecretsAreWrittenDown() {
        var token = token(Map.of("scope", "admin"));

        with(token).delete(TOKENS + "/" + token).then().statusCode(404);
        with(token)
                .urlEncodingEnabled(false)
                .delete(TOKENS + "/%07%0Aforged")
                .then()
                .statusCode(404);
        with(token).delete(TOKENS + "/" + "x".repeat(3000)).then().statusCode(404);

        var targets = auditOf("token:" + name).stream()
                .map(entry -> (String) entry.get("target"))
                .toList();
        assertThat(targets).containsExactly("x".repeat(200), "??forged", "cpc_...");
        operator().get("/api/v1/audit?limit=1000").then().body(not(containsString(token.substring(4))));
    }

    @Test
    void theAuditIsReadPageByPage() {
        token(Map.of());
        operator().delete(TOKENS + "/" + name).then().statusCode(200);

        var first = operator().get("/api/v1/audit?limit=1").then().statusCode(200);
        first.body("entries.action", equalTo(List.of("revoke_token")), "entries[0].target", equalTo("token:" + name));
        var next = first.extract().<String>path("next_cursor");

        operator()
                .get("/api/v1/audit?limit=1&cursor=" + next)
                .then()
                .body("entries.action", equalTo(List.of("create_token")));
        operator().get("/api/v1/audit?cursor=1").then().body("entries", empty(), "next_cursor", nullValue());
        operator().get("/api/v1/audit?cursor=x").then().statusCode(400).body("field", equalTo("cursor"));
    }

    /** From an address of its own, because that one is shut out for the rest of the minute. */
    @Test
    void whoTriesManyTokensIsNotHeardForAWhile() throws IOException {
        var token = token(Map.of());
        for (int guess = 0; guess < 20; guess++) {
            assertThat(answerTo("127.0.0.77", "cpc_" + guess)).startsWith("HTTP/1.1 401");
        }

        var refused = answerTo("127.0.0.77", "cpc_20");

        assertThat(refused).startsWith("HTTP/1.1 429").contains("too_many_wrong_tokens");
        assertThat(refused.toLowerCase(java.util.Locale.ROOT)).containsPattern("retry-after: [1-9]");
        assertThat(answerTo("127.0.0.77", token)).startsWith("HTTP/1.1 429");
        assertThat(answerTo("127.0.0.77", ApiResource.OPERATOR)).startsWith("HTTP/1.1 200");
        assertThat(answerTo("127.0.0.78", token)).startsWith("HTTP/1.1 200");
    }

    private String answerTo(String from, String token) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), service.getPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                            + token + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
