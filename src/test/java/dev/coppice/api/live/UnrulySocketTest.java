package dev.coppice.api.live;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Executions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets whose clients say what nobody asked for, or are gone: they hold nothing up, and no place is lost. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class UnrulySocketTest {

    private static final String PLAN = "## Batch 1: B\n\n### Task 1.1: T\n\n```sh\necho good > good.txt\n```\n";

    @TestHTTPResource
    URI service;

    @Inject
    Executions executions;

    @Inject
    StreamPlaces places;

    @BeforeEach
    void clear() {
        executions.unfinished().forEach(old -> cancel(old.id().value()));
    }

    private static String start() {
        return TestWorker.start(PLAN);
    }

    private static void cancel(String execution) {
        given().post("/api/v1/autonomous/" + execution + "/cancel");
    }

    private static String socketOf(String execution) {
        return "/ws/autonomous/" + execution;
    }

    private void awaitNobody() {
        await().until(() -> places.all() == 0);
    }

    @Test
    void whatAClientSaysChangesNothing() throws Exception {
        var execution = start();
        try (var socket = SocketClient.open(service, socketOf(execution), Map.of())) {
            socket.socket().sendText("{\"cancel\": true}", true).join();
            socket.socket().sendBinary(ByteBuffer.allocate(4_096), true).join();
            socket.socket().sendPing(ByteBuffer.allocate(10)).join();
            cancel(execution);

            await().until(() -> socket.code() != 0);

            assertThat(socket.code()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4_097, 60_000})
    void aClientThatSaysMuchIsLetGo(int size) throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()))) {
            raw.send(RawSocket.BINARY, size);

            assertThat(raw.closeCode()).isEqualTo(1009);
        }
        awaitNobody();
    }

    @Test
    void aClientThatSaysMoreThanTheServerWouldHoldIsCut() throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()))) {
            raw.send(RawSocket.BINARY, 1_000_000);

            raw.awaitEnd();
        }
        awaitNobody();
    }

    /** Each ping would be answered, and the answers heaped up for one who takes none. */
    @Test
    void aClientThatSaysLittleVeryOftenIsLetGo() throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()))) {
            raw.sendUntilItIsCut(RawSocket.PING, 125, 100_000);
        }
        awaitNobody();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x8f})
    void whatIsNoFrameEndsIt(int first) throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()))) {
            raw.write(new byte[] {(byte) first, (byte) 0x80, 0, 0, 0, 0});

            raw.awaitEnd();
        }
        awaitNobody();
    }

    /** It would hold a place until all of the body had come, if it ever came. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
    void aHandshakeThatAnnouncesABodyIsNone(String body) throws Exception {
        try (var raw = RawSocket.open(service, socketOf(start()), "Content-Type: application/json", body)) {
            assertThat(raw.status()).isEqualTo(426);
        }
        awaitNobody();
    }

    @Test
    void aClientThatGoesWithoutAWordGivesItsPlaceBack() throws Exception {
        try (var _ = RawSocket.open(service, socketOf(start()))) {
            await().until(() -> places.all() == 1);
        }

        awaitNobody();
    }

    /** Some are gone before the request is looked at, some before its connection has become a WebSocket, some after. */
    @Test
    void whoeverIsGoneBeforeTheSocketIsThereLeavesNoPlaceTaken() throws Exception {
        var execution = start();
        ImpatientClients.ask(service, RawSocket.handshake(service, socketOf(execution)));

        try (var socket = SocketClient.open(service, socketOf(execution), Map.of())) {
            cancel(execution);

            await().until(() -> socket.code() == 1000);
        }
        awaitNobody();
    }
}
