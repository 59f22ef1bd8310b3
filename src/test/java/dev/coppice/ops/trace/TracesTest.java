package dev.coppice.ops.trace;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.ApiResource;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionId;
import dev.coppice.trace.SpanName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution as a collector of traces gets to see it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@QuarkusTestResource(CollectorResource.class)
class TracesTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo "told: $TRACEPARENT"
            echo good > good.txt
            ```

            **Verification:**
            - `test -f good.txt`

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`
            """;

    @Inject
    TestWorker worker;

    @ConfigProperty(name = "coppice.test.spans")
    Path folder;

    @BeforeEach
    void work() {
        worker.work();
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    @Test
    void anExecutionIsOneTraceOfItsAttemptsAndWhatEachWasAt() throws IOException {
        var execution = TestWorker.start(PLAN);
        var root = SpanName.of(new ExecutionId(execution));

        await().untilAsserted(() -> assertThat(spans(root.trace()))
                .extracting(span -> span.path("name").asText())
                .contains("execution", "task 1.1", "task 1.2"));

        var spans = spans(root.trace());
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.path("traceId").asText()).matches("[0-9a-f]{32}");
            assertThat(span.path("spanId").asText()).matches("[0-9a-f]{16}");
            assertThat(span.path("startTimeUnixNano").asText()).matches("[0-9]{19}");
            assertThat(span.path("endTimeUnixNano").asLong())
                    .isGreaterThanOrEqualTo(span.path("startTimeUnixNano").asLong());
        });
        assertThat(spans.stream().map(span -> span.path("spanId").asText())).doesNotHaveDuplicates();
        assertThat(named(spans, "execution")).singleElement().satisfies(span -> {
            assertThat(span.has("parentSpanId")).isFalse();
            assertThat(span.path("status").path("code").asInt()).isEqualTo(2);
        });
        assertThat(named(spans, "task 1.1")).singleElement().satisfies(span -> {
            assertThat(span.path("parentSpanId").asText()).isEqualTo(root.span());
            assertThat(span.path("status").path("code").asInt()).isEqualTo(1);
            assertThat(children(spans, span)).contains("claim", "preparing", "running", "verifying", "landing");
        });
        assertThat(named(spans, "task 1.2")).allSatisfy(span -> {
            assertThat(span.path("status").path("code").asInt()).isEqualTo(2);
            assertThat(span.path("status").path("message").asText()).isEqualTo("check_failed");
            assertThat(children(spans, span)).doesNotContain("landing");
        });
        assertEverySpanHasItsParent(spans);
        assertThat(get("/api/v1/autonomous/" + execution + "/tasks/1.1/log")
                        .body()
                        .asString())
                .contains("told: 00-" + root.trace() + "-"
                        + named(spans, "task 1.1").getFirst().path("spanId").asText() + "-01");
    }

    private static void assertEverySpanHasItsParent(List<JsonNode> spans) {
        var known = new HashSet<String>();
        spans.forEach(span -> known.add(span.path("spanId").asText()));
        assertThat(spans.stream().filter(span -> span.has("parentSpanId")))
                .allSatisfy(span ->
                        assertThat(known).contains(span.path("parentSpanId").asText()));
    }

    private static List<JsonNode> named(List<JsonNode> spans, String name) {
        return spans.stream()
                .filter(span -> span.path("name").asText().equals(name))
                .toList();
    }

    private static List<String> children(List<JsonNode> spans, JsonNode parent) {
        return spans.stream()
                .filter(span -> span.path("parentSpanId").equals(parent.path("spanId")))
                .map(span -> span.path("name").asText())
                .toList();
    }

    /** All that the collector has been sent of a trace. */
    private List<JsonNode> spans(String trace) throws IOException {
        var spans = new ArrayList<JsonNode>();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                var body = new ObjectMapper().readTree(file.toFile());
                assertThat(body.at("/resourceSpans/0/resource/attributes/0/key").asText())
                        .isEqualTo("service.name");
                StreamSupport.stream(
                                body.at("/resourceSpans/0/scopeSpans/0/spans").spliterator(), false)
                        .filter(span -> span.path("traceId").asText().equals(trace))
                        .forEach(spans::add);
            }
        }
        return spans;
    }
}
