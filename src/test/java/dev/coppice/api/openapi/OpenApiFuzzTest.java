package dev.coppice.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation of the document with good values and with others, for as long as it may. Nothing breaks, and every answer is one that the
 * document tells of. {@code -Dcoppice.property.seed} draws the same again, {@code -Dcoppice.property.seconds} goes on for longer.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OpenApiFuzzTest {

    private static final String PLAN =
            "## Batch 1: A\n\n### Task 1.1: B\n\n## Batch 2: C\n\n### Task 2.1: D\n\n**Depends on:** Task 1.1\n";

    /** What a service may lack; that its database were away would be the answer to a value that it cannot store. */
    private static final Set<String> LACKS = Set.of("agent_missing", "sandbox_missing");

    /** What a call says for as long as others wait, or does to what other tests need. */
    private static final Set<String> LEFT_OUT = Set.of("wait", "dry_run");

    @TestHTTPResource
    URI service;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    private final long seed = Long.getLong("coppice.property.seed", new Random().nextInt(1_000_000));
    private final Duration time = Duration.ofSeconds(Integer.getInteger("coppice.property.seconds", 15));
    private final Random random = new Random(seed);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Document document = Document.served();
    private Values values;

    @BeforeEach
    void begin() {
        var started = List.of(start(), start(), "exec_00000000");
        values = new Values(
                random,
                Map.ofEntries(
                        Map.entry("id", started),
                        Map.entry("number", List.of("1.1", "2.1", "9.9")),
                        Map.entry("attempt", List.of("1", "2")),
                        Map.entry("name", List.of("shell", "claude", "fuzz")),
                        Map.entry("agent", List.of("shell")),
                        Map.entry("escalation", List.of("shell")),
                        Map.entry("execution_mode", List.of("worktree", "remote")),
                        Map.entry(
                                "plan_text",
                                List.of(PLAN, "", "# Nothing", "## Batch 1: A\n\n### Task 1.1: B\n\n**Agent:** x\n")),
                        Map.entry("plan_path", List.of("plans/none.md", "../x.md", "a.txt")),
                        Map.entry("after", List.of("0.0", "1.2")),
                        Map.entry("Last-Event-ID", List.of("0.0", "1.2")),
                        Map.entry("last_event_id", List.of("0.0", "1.2")),
                        Map.entry("Range", List.of("bytes=0-1", "bytes=-1", "bytes=9-1", "bytes=99999999-")),
                        Map.entry("If-None-Match", List.of("*", "\"x\"", "W/\"x\"")),
                        Map.entry("Idempotency-Key", List.of("one", "two"))));
    }

    private static String start() {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("plan_text", PLAN))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }

    /** Other tests begin with nothing to do. */
    @AfterEach
    void leaveNothingToDo() {
        executions.unfinished().stream().map(ExecutionSummary::id).forEach(steering::cancel);
    }

    @Test
    void everyAnswerIsOneThatIsDocumented() throws Exception {
        long end = System.nanoTime() + time.toNanos();
        var wrong = new ArrayList<String>();
        var succeeded = new HashSet<String>();
        int rounds = 0;
        while (rounds == 0 || System.nanoTime() < end) {
            for (var operation : document.operations()) {
                call(operation, wrong, succeeded);
            }
            rounds++;
        }

        assertThat(wrong)
                .as("-Dcoppice.property.seed=%d, %d rounds", seed, rounds)
                .isEmpty();
        assertThat(succeeded)
                .as("operations that were carried out")
                .hasSizeGreaterThan(document.operations().size() / 2);
    }

    /** Of an answer without an end only the beginning is read. */
    private void call(Document.Operation operation, List<String> wrong, Set<String> succeeded) throws Exception {
        var request = request(operation);
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            objection(operation, answer, body)
                    .ifPresent(
                            words -> wrong.add(request + " " + request.headers().map() + ": " + words));
        }
        if (answer.statusCode() < 300) {
            succeeded.add(operation.toString());
        }
    }

    private static Optional<String> objection(Document.Operation operation, HttpResponse<?> answer, InputStream body)
            throws IOException {
        int status = answer.statusCode();
        var type = answer.headers().firstValue("Content-Type").orElse("");
        boolean isProblem = type.startsWith(Problem.MEDIA_TYPE);
        var told = status >= 400 ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
        boolean isExcused = status == 503
                && isProblem
                && LACKS.contains(new ObjectMapper().readTree(told).path("code").asText());
        boolean isRight = operation.documents(status) && (status < 500 || isExcused) && (status < 400 || isProblem);
        return isRight ? Optional.empty() : Optional.of(status + " " + type + " " + told);
    }

    private HttpRequest request(Document.Operation operation) {
        var query = new ArrayList<String>();
        var path = operation.path();
        var request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
        for (var parameter : document.parameters(operation)) {
            var name = parameter.path("name").asText();
            var value = values.text(name, document.resolved(parameter.path("schema")));
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", segment(value));
                case "query" -> {
                    if (values.chance(30) && !LEFT_OUT.contains(name)) {
                        query.add(name + "=" + encoded(value));
                    }
                }
                default -> {
                    if (values.chance(20)) {
                        request.header(name, value.replaceAll("[^\\x20-\\x7e]", "?"));
                    }
                }
            }
        }
        addBody(request, operation);
        addCaller(request);
        return request.uri(service.resolve(path + (query.isEmpty() ? "" : "?" + String.join("&", query))))
                .build();
    }

    /** Of a path, in which two dots would lead elsewhere. */
    private static String segment(String value) {
        return value.isEmpty() || value.equals("..") ? "x" : encoded(value);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void addCaller(HttpRequest.Builder request) {
        if (values.chance(60)) {
            request.header("Authorization", "Bearer " + ApiResource.OPERATOR);
        }
        if (values.chance(5)) {
            request.header(
                    "Accept", values.oneOf(List.of("application/xml", "text/html, */*", "image/png", "x", "*/*;q=0")));
        }
    }

    private void addBody(HttpRequest.Builder request, Document.Operation operation) {
        var content = operation.node().path("requestBody").path("content");
        if (content.isMissingNode()) {
            request.method(operation.verb().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
            return;
        }
        var type = values.oneOf(
                content.properties().stream().map(Map.Entry::getKey).toList());
        var body = type.equals("text/markdown")
                ? PLAN
                : json(document.resolved(content.path(type).path("schema")));
        request.header(
                "Content-Type",
                values.chance(5)
                        ? values.oneOf(List.of("text/plain", "x", "application/json; charset=x", type + ";"))
                        : type);
        request.method(operation.verb().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body));
    }

    private String json(JsonNode schema) {
        return values.chance(10)
                ? values.nonsense()
                : Values.json(values.object(document, schema).remove(LEFT_OUT));
    }
}
