package dev.coppice.api.live;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Executions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WebSockets hear of executions, and who gets none. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class SocketTest {

    private static final String PLAN = "## Batch 1: B\n\n### Task 1.1: T\n\n```sh\necho good > good.txt\n```\n";

    @TestHTTPResource
    URI service;

    @Inject
    TestWorker worker;

    @Inject
    Executions executions;

    @Inject
    StreamPlaces places;

    @Inject
    ApiTokens tokens;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void clear() {
        executions.unfinished().forEach(old -> given().post("/api/v1/autonomous/" + old.id() + "/cancel"));
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    private void work() {
        worker.work();
    }

    private static String start() {
        return TestWorker.start(PLAN);
    }

    private static String socketOf(String execution) {
        return "/ws/autonomous/" + execution;
    }

    private List<JsonNode> told(SocketClient client) throws IOException {
        var told = new java.util.ArrayList<JsonNode>();
        for (var message : client.messages) {
            told.add(json.readTree(message));
        }
        return told;
    }

    private String token(Right scope, Optional<List<String>> repositories) {
        return tokens.issue(
                        new NewToken("socket-" + UUID.randomUUID(), scope, repositories, Optional.empty()), "operator")
                .orElseThrow()
                .secret()
                .text();
    }

    @Test
    void aSocketTellsWhatAStreamTellsAndEnds() throws Exception {
        var execution = start();
        try (var socket = SocketClient.open(service, socketOf(execution), Map.of());
                var stream = StreamListener.at(
                        service.resolve("/api/v1/autonomous/" + execution + "/events/stream"), Map.of())) {
            work();

            await().until(() -> socket.code() != 0 && stream.isOver());

            assertThat(socket.code()).isEqualTo(1000);
            var told = told(socket);
            assertThat(told).extracting(event -> event.path("what").asText()).isEqualTo(stream.names());
            var streamed = stream.events.subList(0, stream.events.size() - 1);
            assertThat(told.subList(0, told.size() - 1))
                    .isEqualTo(
                            streamed.stream().map(event -> read(event.data())).toList());
            assertThat(told.getLast().path("execution_id").asText()).isEqualTo(execution);
            assertThat(told.getLast().path("status").asText()).isEqualTo("completed");
        }
        await().until(() -> places.all() == 0);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whoeverComesBackGoesOnAfterTheLastEventItHad() throws Exception {
        var execution = start();
        given().post("/api/v1/autonomous/" + execution + "/cancel");
        try (var first = SocketClient.open(service, socketOf(execution), Map.of())) {
            await().until(() -> first.code() != 0);
            var second = told(first).get(1).path("id").asText();

            try (var back = SocketClient.open(service, socketOf(execution) + "?last_event_id=" + second, Map.of())) {
                await().until(() -> back.code() != 0);

                assertThat(back.messages).isEqualTo(first.messages.subList(2, first.messages.size()));
            }
        }
    }

    @Test
    void aTokenComesByItsHeaderOrAmongTheProtocols() {
        var execution = start();
        var read = token(Right.READ, Optional.empty());

        try (var header = SocketClient.open(service, socketOf(execution), Map.of("Authorization", "Bearer " + read));
                var protocol = SocketClient.open(
                        service, socketOf(execution), Map.of(), "coppice.events", "coppice.token." + read)) {
            assertThat(protocol.socket().getSubprotocol()).isEqualTo("coppice.events");
            await().until(() -> !header.messages.isEmpty() && !protocol.messages.isEmpty());
        }
    }

    @Test
    void whoeverMayNotListenIsRefusedBeforeThereIsASocket() {
        var execution = start();
        var elsewhere = token(Right.READ, Optional.of(List.of("elsewhere")));

        assertRefused(401, socketOf(execution), Map.of("Authorization", "Bearer cpc_guessed"));
        assertRefused(401, socketOf(execution), Map.of(), "coppice.events", "coppice.token.cpc_guessed");
        assertRefused(404, socketOf(execution), Map.of("Authorization", "Bearer " + elsewhere));
        assertRefused(404, socketOf("exec_00000000"), Map.of());
        assertRefused(400, socketOf(execution) + "?last_event_id=x", Map.of());
        assertThat(places.all()).isZero();
    }

    private void assertRefused(int status, String path, Map<String, String> headers, String... protocols) {
        assertThatThrownBy(() ->
                        SocketClient.open(service, path, headers, protocols).close())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refusal ->
                                assertThat(refusal.getResponse().statusCode()).isEqualTo(status));
    }

    /** A browser asks nobody before it opens a WebSocket, whatever page it is for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://127.0.0.1.evil.example",
                "Sec-Fetch-Site: cross-site"
            })
    void aForeignPageGetsNoSocket(String header) throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()), header)) {
            assertThat(raw.status()).isEqualTo(403);
            assertThat(raw.body()).contains("\"code\":\"forbidden\"");
        }
    }

    @Test
    void aReboundNameGetsNoSocket() throws Exception {
        try (var raw = RawSocket.openAs("evil.example", service, socketOf(start()))) {
            assertThat(raw.status()).isEqualTo(403);
        }
    }

    @Test
    void theServicesOwnPageGetsOne() throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()), "Origin: http://" + service.getAuthority())) {
            assertThat(raw.status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade, websockets",
        "Connection, close",
        "Sec-WebSocket-Version, 8",
        "Sec-WebSocket-Key, short",
        "Sec-WebSocket-Key, ''"
    })
    void whatIsNoHandshakeIsToldWhatWouldBe(String name, String value) throws Exception {
        try (var raw = RawSocket.openWith(service, socketOf(start()), name, value)) {
            assertThat(raw.status()).isEqualTo(426);
            assertThat(raw.head())
                    .containsIgnoringCase("upgrade: websocket")
                    .containsIgnoringCase("sec-websocket-version: 13");
            assertThat(raw.body()).contains("\"code\":\"upgrade_required\"");
        }
    }

    @Test
    void aPlainRequestIsToldToo() {
        given().get(socketOf(start()))
                .then()
                .statusCode(426)
                .contentType("application/problem+json")
                .body("code", equalTo("upgrade_required"));
    }

    @Test
    void socketsAndStreamsShareTheirPlaces() {
        var execution = start();
        var taken =
                IntStream.range(0, 200).mapToObj(_ -> places.take("127.0.0.1")).toList();
        try {
            assertRefused(429, socketOf(execution), Map.of());
        } finally {
            taken.forEach(StreamPlaces.Place::close);
        }
    }
}
