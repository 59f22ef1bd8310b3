package dev.coppice.api.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import dev.coppice.idempotency.KnownRequests;
import dev.coppice.queue.Executions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent twice, because nobody knows what became of the first. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class RepeatTest {

    private static final String EXECUTIONS = "/api/v1/autonomous";
    private static final String BODY = "{\"plan_text\": \"## Batch 1: A\\n\\n### Task 1.1: One\\n\"}";

    private final String key = UUID.randomUUID().toString();

    @Inject
    Executions executions;

    @Inject
    KnownRequests known;

    @Inject
    AgroalDataSource database;

    private Response post(String path, String body) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(EXECUTIONS + path);
    }

    private Response start() {
        return post("/start", BODY);
    }

    private int count() {
        return executions.list(1000).size();
    }

    @Test
    void aRepeatedStartGetsTheFirstAnswerAndStartsNothing() {
        var first = start();
        int before = count();

        var second = start();

        first.then().statusCode(200).header("Idempotency-Replayed", equalTo(null));
        second.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aRefusalIsRepeatedToo() {
        var first = post("/start", "{\"nonsense\": 1}");

        var second = post("/start", "{\"nonsense\": 1}");

        first.then().statusCode(400);
        second.then().statusCode(400).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
    }

    @Test
    void aRequestWithoutABodyIsRepeatedLikeOneWithABody() {
        var id = given().contentType("application/json")
                .body(BODY)
                .post(EXECUTIONS + "/start")
                .<String>path("execution_id");
        given().header("Idempotency-Key", key)
                .post(EXECUTIONS + "/" + id + "/pause")
                .then()
                .statusCode(200);
        given().post(EXECUTIONS + "/" + id + "/resume").then().statusCode(200);

        given().header("Idempotency-Key", key)
                .post(EXECUTIONS + "/" + id + "/pause")
                .then()
                .statusCode(200)
                .body("status", equalTo("paused"))
                .header("Idempotency-Replayed", equalTo("true"));

        given().get(EXECUTIONS + "/" + id + "/status").then().body("status", equalTo("queued"));
    }

    @Test
    void theSameKeyWithSomethingElseIsRefused() {
        var id = start().<String>path("execution_id");

        post("/start", BODY.replace("One", "Two"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("idempotency_key_reused"));
        post("/" + id + "/pause", "").then().statusCode(422);
    }

    @Test
    void somebodyElsesKeyIsAnotherKey() {
        start().then().statusCode(200);
        int before = count();

        given().header("Idempotency-Key", key)
                .header("Authorization", "Bearer the-operators-own-token")
                .contentType("application/json")
                .body(BODY)
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", equalTo(null));

        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void manyAtOnceStartOneExecution() throws Exception {
        int before = count();
        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(8)) {
            statuses = threads
                    .invokeAll(IntStream.range(0, 8)
                            .<Callable<Integer>>mapToObj(_ -> () -> start().statusCode())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(statuses).contains(200).containsAnyOf(200, 409).isSubsetOf(200, 409);
        assertThat(count()).isEqualTo(before + 1);
    }

    /** As a process leaves it that was killed after the commit of its work and before that of its answer. */
    @Test
    void aRepeatAfterACrashFindsWhatTheFirstHasStarted() throws SQLException {
        var id = start().<String>path("execution_id");
        int before = count();
        update("status = null, body = null, process = gen_random_uuid()");

        var again = start();

        again.then().statusCode(200).body("execution_id", equalTo(id)).header("Idempotency-Replayed", equalTo(null));
        assertThat(count()).isEqualTo(before);
        start().then().header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void whileTheFirstIsUnderWayARepeatHasToWait() throws SQLException {
        start().then().statusCode(200);
        update("status = null, body = null, home = gen_random_uuid(), process = gen_random_uuid()");

        start().then()
                .statusCode(409)
                .body("code", equalTo("idempotency_in_progress"))
                .header("Retry-After", "1");

        update("begun_at = clock_timestamp() - interval '11 minutes'");
        start().then().statusCode(200);
    }

    @Test
    void afterADayAKeyIsForgotten() throws SQLException {
        var first = start().<String>path("execution_id");
        update("begun_at = clock_timestamp() - interval '25 hours'");

        var second = start();

        second.then().statusCode(200).header("Idempotency-Replayed", equalTo(null));
        assertThat(second.<String>path("execution_id")).isNotEqualTo(first);
        update("begun_at = clock_timestamp() - interval '25 hours'");
        assertThat(known.forget(1000)).isPositive();
        assertThat(known.forget(1000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\u00e4"})
    void aKeyThatIsNoneIsRefused(String wrong) {
        given().header("Idempotency-Key", wrong)
                .contentType("application/json")
                .body(BODY)
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_idempotency_key"));
        given().header("Idempotency-Key", "k".repeat(256))
                .post(EXECUTIONS + "/start")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/tokens", "/api/v1//tokens", "/api/v1/./tokens", "/api;x/v1/tokens", "/api/v1/%74okens"})
    void anAnswerThatHoldsASecretIsNotKeptHoweverItsAddressIsWritten(String address) {
        var name = "kept-" + UUID.randomUUID().toString().substring(0, 8);

        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .header("Idempotency-Key", name)
                .body(Map.of("name", name))
                .post(address)
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency_unsupported"));
    }

    private void update(String changes) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("update idempotent_request set " + changes + " where key = ?")) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }
}
