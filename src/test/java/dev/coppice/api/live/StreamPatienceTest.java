package dev.coppice.api.live;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.api.access.IssuerProfile;
import dev.coppice.database.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a service waits for those who listen, and what it lets them hear meanwhile; here it is not patient. */
@QuarkusTest
@TestProfile(IssuerProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class StreamPatienceTest {

    private static final String AUTHORIZATION = "Bearer " + ApiResource.OPERATOR;
    private static final Map<String, String> KNOWN = Map.of("Authorization", AUTHORIZATION);
    private static final String PLAN = "## Batch 1: B\n\n### Task 1.1: T\n\n```sh\ntrue\n```\n";

    @TestHTTPResource
    URI service;

    @Inject
    StreamPlaces places;

    @Inject
    AgroalDataSource database;

    private String execution;

    @BeforeEach
    void start() {
        await().until(() -> places.all() == 0);
        execution = given().header("Authorization", AUTHORIZATION)
                .contentType("application/json")
                .body(Map.of("plan_text", PLAN))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }

    private String stream() {
        return "/api/v1/autonomous/" + execution + "/events/stream";
    }

    private String socket() {
        return "/ws/autonomous/" + execution;
    }

    @Test
    void aCommentBreaksTheSilenceAgainAndAgain() throws Exception {
        try (var one = StreamListener.at(service.resolve(stream()), KNOWN);
                var all = StreamListener.at(service.resolve("/api/v1/events/stream"), KNOWN)) {
            await().until(() -> one.comments.size() > 2 && all.comments.size() > 2);

            assertThat(one.comments).containsOnly("nothing new");
            assertThat(one.names()).startsWith("execution_queued").doesNotContain("end");
        }
    }

    @Test
    void aListenerThatTakesNothingIsDropped() throws Exception {
        try (var slow = new SlowListener(service, stream(), "Authorization: " + AUTHORIZATION)) {
            await().until(() -> places.all() == 1);
            writeBig();

            await().until(() -> places.all() == 0);

            assertThat(slow.readToEnd()).hasSizeLessThan(400);
        }
    }

    @Test
    void aSocketThatTakesNothingIsDropped() throws Exception {
        try (var slow = RawSocket.open(service, socket(), "Authorization: " + AUTHORIZATION)) {
            await().until(() -> places.all() == 1);
            writeBig();

            await().until(() -> places.all() == 0);

            slow.awaitEnd();
        }
    }

    @Test
    void aSocketThatAnswersPingsStays() throws Exception {
        try (var socket = SocketClient.open(service, socket(), KNOWN);
                var silent = RawSocket.open(service, socket(), "Authorization: " + AUTHORIZATION)) {
            silent.awaitEnd();

            assertThat(socket.code()).isZero();
            await().until(() -> places.all() == 1);
        }
        await().until(() -> places.all() == 0);
    }

    private void writeBig() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into task_event (execution_id, what, detail)
                        select ?, 'noted', jsonb_build_object('text', repeat('x', 50000)) from generate_series(1, 400)
                        """)) {
            statement.setString(1, execution);
            statement.executeUpdate();
        }
    }
}
