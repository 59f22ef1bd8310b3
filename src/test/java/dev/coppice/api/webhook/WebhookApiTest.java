package dev.coppice.api.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks as those see them who name them over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class WebhookApiTest {

    private static final String WEBHOOKS = "/api/v1/webhooks";

    @Inject
    ApiTokens tokens;

    private final String name = "w-" + UUID.randomUUID();

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static RequestSpecification operator() {
        return as(ApiResource.OPERATOR);
    }

    private String admin() {
        var wish = new NewToken("admin-" + UUID.randomUUID(), Right.ADMIN, Optional.empty(), Optional.empty());
        return tokens.issue(wish, "operator").orElseThrow().secret().text();
    }

    private ValidatableResponse create(Map<String, Object> fields) {
        var body = new HashMap<String, Object>(Map.of("name", name, "url", "https://hooks.example.org/in/secret"));
        body.putAll(fields);
        return as(admin()).body(body).post(WEBHOOKS).then();
    }

    @Test
    void itsSecretIsShownOnceAndItsAddressOnlyUpToTheHost() {
        var secret = create(Map.of("events", List.of("task.*"), "repositories", List.of("weather")))
                .statusCode(201)
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("webhook.url", equalTo("https://hooks.example.org"))
                .extract()
                .<String>path("secret");

        var seen = as(admin())
                .get(WEBHOOKS + "/" + name)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("format", equalTo("standard"))
                .body("events", contains("task.*"))
                .body("repositories", contains("weather"))
                .body("configured", equalTo(false))
                .body("created_by", containsString("token:admin-"))
                .body("pending", equalTo(0))
                .body("last_delivered_at", nullValue())
                .extract()
                .asString();
        var all = as(admin())
                .get(WEBHOOKS)
                .then()
                .statusCode(200)
                .body("webhooks.name", hasItem(name))
                .extract()
                .asString();

        assertThat(seen + all).doesNotContain(secret, "/in/secret");
    }

    @Test
    void oneForPeopleHasNoSecret() {
        create(Map.of("format", "slack"))
                .statusCode(201)
                .body("secret", nullValue())
                .body("webhook.events", hasItem("execution.failed"));

        operator()
                .post(WEBHOOKS + "/" + name + "/rotate")
                .then()
                .statusCode(409)
                .body("code", equalTo("not_possible"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, Not A Name",
        "url, ftp://hooks.example.org/",
        "url, https://user:password@hooks.example.org/",
        "url, http://127.0.0.1:8080/",
        "url, http://169.254.169.254/latest/meta-data",
        "url, 'http://[::1]/'",
        "url, http://localhost/",
        "format, teams"
    })
    void whatMakesNoSenseIsRefused(String field, String value) {
        create(Map.of(field, value))
                .statusCode(400)
                .body("code", equalTo("bad_field"))
                .body("field", equalTo(field));
    }

    @Test
    void listsThatMakeNoSenseAreRefused() {
        create(Map.of("events", List.of("everything"))).statusCode(400).body("field", equalTo("events"));
        create(Map.of("events", List.of())).statusCode(400).body("field", equalTo("events"));
        create(Map.of("repositories", List.of("a/b"))).statusCode(400).body("field", equalTo("repositories"));
        operator()
                .body(Map.of("name", name))
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .body("field", equalTo("url"));
    }

    @Test
    void onlyTheOperatorLetsOneLeadIntoPrivateNetworks() {
        create(Map.of("url", "http://10.0.0.1/", "allow_private", true))
                .statusCode(403)
                .body("code", equalTo("operator_only"))
                .body("field", equalTo("allow_private"));

        operator()
                .body(Map.of("name", name, "url", "http://10.0.0.1/", "allow_private", true))
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .body("webhook.allow_private", equalTo(true));
    }

    @Test
    void aNameIsTakenUntilItsWebhookIsDeleted() {
        create(Map.of()).statusCode(201);
        create(Map.of()).statusCode(409).body("code", equalTo("name_taken"));

        operator().delete(WEBHOOKS + "/" + name).then().statusCode(200).body("name", equalTo(name));

        operator().get(WEBHOOKS + "/" + name).then().statusCode(404).body("code", equalTo("webhook_not_found"));
        create(Map.of()).statusCode(201);
    }

    @Test
    void aTestIsADeliveryThatCanBeFollowedAndSentAgain() {
        create(Map.of()).statusCode(201);
        var path = WEBHOOKS + "/" + name;
        var first = operator()
                .post(path + "/test")
                .then()
                .statusCode(202)
                .body("type", equalTo("webhook.test"))
                .body("status", equalTo("pending"))
                .body("next_try_at", notNullValue())
                .extract()
                .<String>path("id");
        var second =
                operator().post(path + "/test").then().statusCode(202).extract().<String>path("id");

        var cursor = operator()
                .get(path + "/deliveries?limit=1")
                .then()
                .statusCode(200)
                .body("deliveries.id", contains(second))
                .extract()
                .<String>path("next_cursor");
        operator()
                .get(path + "/deliveries?cursor=" + cursor)
                .then()
                .body("deliveries.id", contains(first))
                .body("next_cursor", nullValue());
        operator()
                .post(path + "/deliveries/" + first + "/redeliver")
                .then()
                .statusCode(202)
                .body("id", equalTo(first));
        operator()
                .post(path + "/deliveries/msg_unknown/redeliver")
                .then()
                .statusCode(404)
                .body("code", equalTo("delivery_not_found"));
        operator().get(path + "/deliveries?cursor=x").then().statusCode(400);
    }

    @Test
    void aNewSecretIsAnotherOne() {
        var first = create(Map.of()).statusCode(201).extract().<String>path("secret");

        operator()
                .post(WEBHOOKS + "/" + name + "/rotate")
                .then()
                .statusCode(200)
                .body("secret", not(equalTo(first)))
                .body("secret", matchesPattern("whsec_.*"));
    }

    /** What is stored for repeats is stored as it was answered. */
    @Test
    void answersWithASecretAreNotKeptForRepeats() {
        create(Map.of()).statusCode(201);
        for (var address : List.of(
                WEBHOOKS,
                "/api/v1//webhooks",
                "/api;x/v1/webhooks",
                "/api/v1/%77ebhooks",
                WEBHOOKS + "/" + name + "/rotate",
                "/api;x/v1/webhooks/" + name + "/%72otate")) {
            operator()
                    .urlEncodingEnabled(false)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body("{}")
                    .post(address)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("idempotency_unsupported"));
        }
        operator()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(WEBHOOKS + "/" + name + "/test")
                .then()
                .statusCode(202);
    }

    @Test
    void whatWasDoneIsWrittenDown() {
        create(Map.of()).statusCode(201);
        operator().post(WEBHOOKS + "/" + name + "/test").then().statusCode(202);
        operator().delete(WEBHOOKS + "/" + name).then().statusCode(200);

        operator()
                .get("/api/v1/audit?limit=1000")
                .then()
                .body("entries.findAll { it.target == 'webhook:" + name + "' }.action", contains("create_webhook"))
                .body(
                        "entries.findAll { it.target == '" + name + "' }.action",
                        contains("delete_webhook", "test_webhook"))
                .body("entries.findAll { it.target =~ 'whsec' }", empty());
    }
}
