package dev.coppice.api.openapi;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation of the document with good values and with others, as every kind of caller, for as long as it may. Nothing breaks, every
 * answer is what the document tells of it, and whoever is let to another repository only sees nothing of this one. {@code
 * -Dcoppice.property.seed} draws the same again, {@code -Dcoppice.property.seconds} goes on for longer.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OpenApiFuzzTest {

    private static final String PLAN =
            "## Batch 1: A\n\n### Task 1.1: B\n\n```sh\necho it > was.txt\n```\n\n## Batch 2: C\n\n### Task 2.1: D\n";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TestHTTPResource
    URI service;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    @Inject
    ApiTokens tokens;

    @Inject
    Worker worker;

    @Inject
    OwnFolder folder;

    private final long seed = Long.getLong("coppice.property.seed", new Random().nextInt(1_000_000));
    private final Duration time = Duration.ofSeconds(Integer.getInteger("coppice.property.seconds", 15));
    private final Random random = new Random(seed);

    /** Of the older version, in which each stream that is left has a connection of its own: a server ends one on which many are left. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> succeeded = new HashSet<>();
    private Document document;
    private Answers answers;
    private Values values;
    private Requests requests;
    private List<String> started;
    private List<Optional<String>> callers;
    private String stranger;

    @BeforeEach
    void begin() {
        document = Document.served();
        started = List.of(worked(), start());
        answers = new Answers(new Conformity(document), started);
        values = new Values(random, known());
        requests = new Requests(service, document, values);
        stranger = token(Right.RUN, Optional.of(List.of("/nowhere")));
        callers = List.of(
                Optional.empty(),
                Optional.of(token(Right.READ, Optional.empty())),
                Optional.of(token(Right.RUN, Optional.empty())),
                Optional.of(token(Right.ADMIN, Optional.empty())),
                Optional.of(stranger),
                Optional.of(ApiResource.OPERATOR));
    }

    private Map<String, List<String>> known() {
        var places = List.of("0.0", "1.2");
        return Map.ofEntries(
                Map.entry("id", started),
                Map.entry("number", List.of("1.1", "2.1")),
                Map.entry("attempt", List.of("1")),
                Map.entry("name", List.of("shell", "claude", "fuzz")),
                Map.entry("agent", List.of("shell")),
                Map.entry("escalation", List.of("shell")),
                Map.entry("plan_text", List.of(PLAN, "", "# Nothing", PLAN + "\n**Agent:** x\n")),
                Map.entry("plan_path", List.of("plans/none.md", "../x.md", "a.txt")),
                Map.entry("after", places),
                Map.entry("Last-Event-ID", places),
                Map.entry("last_event_id", places),
                Map.entry("Range", List.of("bytes=0-1", "bytes=-1", "bytes=9-1", "bytes=99999999-")),
                Map.entry("If-None-Match", List.of("*", "\"x\"", "W/\"x\"")),
                Map.entry("Idempotency-Key", List.of("one", "two")));
    }

    /** One that is at its end, with attempts. */
    private String worked() {
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(folder.id()), 2);
        try {
            var id = start();
            await().until(() -> executions
                    .summary(new ExecutionId(id))
                    .orElseThrow()
                    .state()
                    .isFinal());
            return id;
        } finally {
            worker.drain(LONG_ENOUGH);
        }
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

    private String token(Right scope, Optional<List<String>> repositories) {
        var name = "caller-" + UUID.randomUUID();
        return tokens.issue(new NewToken(name, scope, repositories, Optional.empty()), "operator")
                .orElseThrow()
                .secret()
                .text();
    }

    /** Other tests begin with nothing to do. */
    @AfterEach
    void leaveNothingToDo() {
        executions.unfinished().stream().map(ExecutionSummary::id).forEach(steering::cancel);
    }

    /** With a look at everything that is there, and then whatever is drawn. */
    @Test
    void everyAnswerIsWhatIsDocumented() {
        var reads =
                document.operations().stream().filter(OpenApiFuzzTest::isThere).toList();
        for (var read : reads) {
            call(read, requests.plain(read, ApiResource.OPERATOR), false);
        }
        assertThat(wrong).isEmpty();
        assertThat(succeeded)
                .containsExactlyInAnyOrderElementsOf(
                        reads.stream().map(Object::toString).toList());

        long end = System.nanoTime() + time.toNanos();
        int rounds = 0;
        while (rounds == 0 || System.nanoTime() < end) {
            document.operations().forEach(this::draw);
            rounds++;
        }

        assertThat(wrong)
                .as("-Dcoppice.property.seed=%d, %d rounds", seed, rounds)
                .isEmpty();
    }

    /** What needs no more than an execution; its agent, a shell, is told no prompt. */
    private static boolean isThere(Document.Operation operation) {
        return operation.verb().equals("get")
                && !operation.path().endsWith("/prompt")
                && (operation.path().startsWith("/api/v1/autonomous/{id}")
                        || !operation.path().contains("{"));
    }

    private void draw(Document.Operation operation) {
        var token = values.oneOf(callers);
        var request = requests.draw(operation, token, PLAN);
        call(operation, request, token.filter(stranger::equals).isPresent());
    }

    private void call(Document.Operation operation, HttpRequest request, boolean isStrangers) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                answers.objection(operation, answer, body, isStrangers)
                        .ifPresent(words -> wrong.add(described(request) + ": " + answer.statusCode() + " " + words));
            }
            if (answer.statusCode() < 300) {
                succeeded.add(operation.toString());
            }
        } catch (IOException e) {
            wrong.add(described(request) + ": no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String described(HttpRequest request) {
        var length = request.bodyPublisher().map(HttpRequest.BodyPublisher::contentLength);
        return request + " " + request.headers().map()
                + length.map(bytes -> " " + bytes + " bytes").orElse("");
    }
}
