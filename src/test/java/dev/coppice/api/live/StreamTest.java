package dev.coppice.api.live;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.ApiResource;
import dev.coppice.api.ProblemException;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import dev.coppice.event.Position;
import dev.coppice.queue.Executions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners hear of executions, over real connections. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class StreamTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo good > good.txt
            ```
            """;

    @TestHTTPResource
    URI service;

    @Inject
    TestWorker worker;

    @Inject
    Executions executions;

    @Inject
    StreamPlaces places;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    /** What other tests have left in the queue may take for ever. */
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

    private StreamListener listen(String path, Map<String, String> headers) throws Exception {
        return StreamListener.at(service.resolve(path), headers);
    }

    private static String streamOf(String execution) {
        return "/api/v1/autonomous/" + execution + "/events/stream";
    }

    @Test
    void aStreamTellsAnExecutionFromItsBeginningToItsEnd() throws Exception {
        var execution = start();
        try (var listener = listen(streamOf(execution), Map.of())) {
            work();

            await().until(listener::isOver);

            assertThat(listener.answer().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(listener.names())
                    .startsWith("execution_queued")
                    .contains("executing", "completed", "batch_completed", "execution_completed")
                    .endsWith("end");
            assertThat(json.readTree(listener.events.getLast().data())
                            .path("status")
                            .asText())
                    .isEqualTo("completed");
            var completed = json.readTree(listener.events.stream()
                    .filter(event -> event.name().equals("completed"))
                    .findFirst()
                    .orElseThrow()
                    .data());
            assertThat(completed.path("task").asText()).isEqualTo("1.1");
            assertThat(completed.path("batch").asInt()).isEqualTo(1);
            assertThat(completed.path("execution_id").asText()).isEqualTo(execution);
            assertThat(completed.path("detail").path("commit").asText()).hasSize(40);
        }
    }

    @Test
    void whoeverComesBackGoesOnAfterTheLastEventItHad() throws Exception {
        var execution = start();
        List<StreamListener.Event> all;
        try (var listener = listen(streamOf(execution), Map.of())) {
            work();
            await().until(listener::isOver);
            all = listener.events;
        }
        var third = all.get(2).id();

        try (var byHeader = listen(streamOf(execution), Map.of("Last-Event-ID", third));
                var byAddress = listen(streamOf(execution) + "?last_event_id=" + third, Map.of());
                var again = listen(streamOf(execution), Map.of())) {
            await().until(() -> byHeader.isOver() && byAddress.isOver() && again.isOver());

            assertThat(byHeader.events).isEqualTo(all.subList(3, all.size()));
            assertThat(byAddress.events).isEqualTo(byHeader.events);
            assertThat(again.events).isEqualTo(all);
        }
    }

    @Test
    void fiftyListenersHearTheSameInTheSameOrder() throws Exception {
        var execution = start();
        var listeners = new ArrayList<StreamListener>();
        try {
            for (int number = 0; number < 50; number++) {
                listeners.add(listen(streamOf(execution), Map.of()));
            }
            work();
            await().until(() -> listeners.stream().allMatch(StreamListener::isOver));

            var heard = listeners.getFirst().events;
            assertThat(heard).isNotEmpty();
            assertThat(listeners)
                    .allSatisfy(listener -> assertThat(listener.events).isEqualTo(heard));
        } finally {
            for (var listener : listeners) {
                listener.close();
            }
        }
        await().until(() -> places.all() == 0);
    }

    @Test
    void theStreamOfAllBeginsNowAndItsIdsOnlyGrow() throws Exception {
        var before = start();
        try (var told = listen(streamOf(before), Map.of())) {
            await().until(() -> !told.events.isEmpty());
        }
        try (var listener = listen("/api/v1/events/stream", Map.of())) {
            var after = start();
            await().until(() ->
                    listener.events.stream().anyMatch(event -> event.data().contains(after)));

            assertThat(listener.events).noneMatch(event -> event.data().contains(before));
            var positions = listener.events.stream()
                    .map(event -> Position.of(event.id()))
                    .toList();
            assertThat(positions).isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    void aListenerThatTakesNothingKeepsNobodyElseWaitingAndLosesNothing() throws Exception {
        var execution = start();
        try (var slow = new SlowListener(service, streamOf(execution));
                var quick = listen(streamOf(execution), Map.of())) {
            writeBig(execution, 400);

            await().until(() -> quick.events.size() > 400);

            assertThat(quick.events).hasSizeGreaterThan(400);
            assertThat(slow.readToEvent(400)).isEqualTo(quick.names().subList(0, 400));
        }
    }

    @Test
    void aListenerThatHasGoneAwayGivesItsPlaceBack() throws Exception {
        try (var _ = listen("/api/v1/events/stream", Map.of())) {
            await().until(() -> places.all() == 1);
        }

        await().until(() -> places.all() == 0);
    }

    @Test
    void whoeverIsGoneBeforeTheStreamBeginsLeavesNoPlaceTaken() throws Exception {
        ImpatientClients.ask(
                service, "GET /api/v1/events/stream HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n");

        await().until(() -> places.all() == 0);
    }

    @Test
    void thereAreOnlySoManyPlacesForOneAddress() {
        var taken =
                IntStream.range(0, 200).mapToObj(_ -> places.take("10.0.0.1")).toList();
        try {
            var refusal = assertThrows(ProblemException.class, () -> places.take("10.0.0.1"));

            assertThat(refusal).hasMessageContaining("200 of one address");
            places.take("10.0.0.2").close();
        } finally {
            taken.forEach(StreamPlaces.Place::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1.", "1.x", "99999999999999999999.1"})
    void anIdThatNoStreamHasSentIsRefused(String id) {
        given().header("Last-Event-ID", id)
                .get(streamOf(start()))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("last_event_id"));
    }

    @Test
    void anUnknownExecutionHasNoStream() {
        given().get(streamOf("exec_00000000"))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("execution_not_found"));
    }

    private void writeBig(String execution, int count) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into task_event (execution_id, what, detail)
                        select ?, 'noted', jsonb_build_object('text', repeat('x', 50000)) from generate_series(1, ?)
                        """)) {
            statement.setString(1, execution);
            statement.setInt(2, count);
            statement.executeUpdate();
        }
    }
}
