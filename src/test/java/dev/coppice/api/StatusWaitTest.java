package dev.coppice.api;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who know how an execution stands, and want to hear only of something new. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class StatusWaitTest {

    private static final String PLAN = "## Batch 1: A\n\n### Task 1.1: One\n";

    @TestHTTPResource
    URI service;

    private final HttpClient http = HttpClient.newHttpClient();
    private String execution;

    @BeforeEach
    void start() {
        execution = "/api/v1/autonomous/"
                + given().contentType("application/json")
                        .body(Map.of("plan_text", PLAN))
                        .post("/api/v1/autonomous/start")
                        .<String>path("execution_id");
    }

    private Response status(String query, String known) {
        return given().header("If-None-Match", known).get(execution + "/status" + query);
    }

    private String tag() {
        return given().get(execution + "/status").header("ETag");
    }

    @Test
    void whatTheCallerKnowsIsNotSentAgain() {
        var tag = tag();

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        status("", tag)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Cache-Control", equalTo("private, no-cache"))
                .body(equalTo(""));
        status("", "\"other\", W/" + tag).then().statusCode(304);
        status("", "\"other\"").then().statusCode(200).header("ETag", equalTo(tag));
    }

    @Test
    void anotherStatusHasAnotherTag() {
        var tag = tag();

        given().post(execution + "/pause").then().statusCode(200);

        status("", tag).then().statusCode(200).body("status", equalTo("paused"));
    }

    @Test
    void whoeverWaitsHearsOfAChangeWhenItComes() throws Exception {
        var request = HttpRequest.newBuilder(service.resolve(execution + "/status?wait=60s"))
                .header("If-None-Match", tag())
                .build();
        var waiting = IntStream.range(0, 40)
                .mapToObj(_ -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        given().post(execution + "/pause").then().statusCode(200);

        for (var waited : waiting) {
            var answer = waited.get(30, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"paused\"");
        }
    }

    @Test
    void whoeverKnowsNothingWaitsForSomethingNewToo() throws Exception {
        var request = HttpRequest.newBuilder(service.resolve(execution + "/status?wait=PT1M"))
                .build();
        var waiting = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());

        // What was there before the request came is nothing new to it; each change stays for a second.
        var changes = Stream.iterate("/pause", word -> word.equals("/pause") ? "/resume" : "/pause")
                .iterator();
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    given().post(execution + changes.next()).then().statusCode(200);
                    return waiting.isDone();
                });

        assertThat(waiting.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aWaitForNothingEndsWithWhatIsKnown() {
        status("?wait=100ms", tag()).then().statusCode(304);
        given().get(execution + "/status?wait=100ms").then().statusCode(200).body("status", equalTo("queued"));
    }

    @Test
    void aWaitForWhatIsAlreadyNewIsNone() {
        status("?wait=60s", "\"older\"").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "PT2M", "-1s", "soon"})
    void aWaitThatIsNoTimeOrTooLongIsRefused(String wait) {
        given().queryParam("wait", wait)
                .get(execution + "/status")
                .then()
                .statusCode(400)
                .body("field", equalTo("wait"));
    }
}
