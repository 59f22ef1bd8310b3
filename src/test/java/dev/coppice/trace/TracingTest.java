package dev.coppice.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans on their way to a collector that is at times unwilling. */
class TracingTest {

    private static final ExecutionId EXECUTION = new ExecutionId("exec_1fed9d0dc78c");

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(Optional.ofNullable(answers.poll()).orElse(200), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Tracing tracing(Optional<URI> endpoint) {
        return new Tracing(new TraceConfig() {
            @Override
            public Optional<URI> endpoint() {
                return endpoint;
            }

            @Override
            public Optional<List<String>> headers() {
                return Optional.empty();
            }

            @Override
            public String service() {
                return "coppice";
            }
        });
    }

    private URI here(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Span span(String what) {
        return new Span(
                SpanName.of(EXECUTION),
                Optional.empty(),
                what,
                Instant.parse("2026-01-01T00:00:00.000000001Z"),
                Instant.parse("2026-01-01T00:00:01Z"),
                Map.of("a", "b \" c"),
                Optional.empty());
    }

    @Test
    void anotherProcessGivesASpanTheSameName() {
        var lease = new Lease(EXECUTION, new TaskId(7), 2, UUID.randomUUID());
        var elsewhere = new Lease(EXECUTION, new TaskId(7), 2, UUID.randomUUID());

        assertThat(SpanName.of(lease)).isEqualTo(SpanName.of(elsewhere));
        assertThat(SpanName.of(lease, "claim")).isNotEqualTo(SpanName.of(lease));
        assertThat(SpanName.of(lease).trace()).isEqualTo(SpanName.of(EXECUTION).trace());
        assertThat(SpanName.of(lease).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void withoutACollectorNothingIsTold() {
        var tracing = tracing(Optional.empty());

        tracing.tell(List.of(span("x")));

        assertThat(tracing.isOn()).isFalse();
    }

    @Test
    void whatTheCollectorCannotTakeNowIsSentAgain() throws Exception {
        answers.addAll(List.of(503, 429));

        tracing(Optional.of(here("/"))).tell(List.of(span("x")));

        for (int time = 0; time < 3; time++) {
            assertThat(bodies.poll(20, TimeUnit.SECONDS))
                    .startsWith("/v1/traces ")
                    .contains("\"startTimeUnixNano\":\"1767225600000000001\"", "\"stringValue\":\"b \\\" c\"");
        }
    }

    @Test
    void whatTheCollectorRefusesKeepsTheNextFromNothing() throws Exception {
        answers.add(400);
        var tracing = tracing(Optional.of(here("/base/v1/traces")));

        tracing.tell(List.of(span("bad")));
        assertThat(bodies.poll(20, TimeUnit.SECONDS))
                .startsWith("/base/v1/traces ")
                .contains("bad");
        tracing.tell(List.of(span("good")));

        assertThat(bodies.poll(20, TimeUnit.SECONDS)).contains("good");
    }

    @Test
    void theEndWaitsForWhatIsOnItsWayButNotForACollectorThatIsGone() {
        var box = new Outbox(new Collector(here("/v1/traces"), Map.of(), Map.of()));
        box.put(span("last"));
        box.close(Duration.ofSeconds(20));
        assertThat(bodies).hasSize(1);

        server.stop(0);
        var lost = new Outbox(new Collector(here("/v1/traces"), Map.of(), Map.of()));
        lost.put(span("lost"));
        long before = System.nanoTime();
        lost.close(Duration.ofMillis(100));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
}
