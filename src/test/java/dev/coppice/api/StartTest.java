package dev.coppice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.Executions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start request may say, and what becomes of one that makes no sense: an answer that names the field, and nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class StartTest {

    private static final String PLAN = """
            ## Batch 1: A

            ### Task 1.1: One

            ## Batch 2: B

            ### Task 2.1: Two

            ## Batch 3: C

            ### Task 3.1: Three
            """;

    @ConfigProperty(name = "coppice.api.repositories")
    Path folder;

    @Inject
    Executions executions;

    private TestRepository repository;
    private int executionsBefore;
    private String refsBefore;

    @BeforeEach
    void look() {
        repository = TestRepository.at(folder);
        repository.write("plans/a plan.md", PLAN);
        executionsBefore = executions.list(1000).size();
        refsBefore = repository.git("for-each-ref");
    }

    private static ValidatableResponse start(Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/autonomous/start")
                .then();
    }

    private static ValidatableResponse start(String field, Object value) {
        var body = new HashMap<String, Object>(Map.of("plan_text", PLAN));
        body.put(field, value);
        return start(body);
    }

    private void assertNothingHappened() {
        assertThat(executions.list(1000)).hasSize(executionsBefore);
        assertThat(repository.git("for-each-ref")).isEqualTo(refsBefore);
    }

    @Test
    void aPlanByItsPathIsQueuedWithAllItsBatches() {
        start(Map.of("plan_path", "plans/a plan.md"))
                .statusCode(200)
                .body("execution_id", org.hamcrest.Matchers.matchesPattern("exec_[0-9a-f]{12}"))
                .body("status", equalTo("queued"))
                .body("batches_scheduled", equalTo(java.util.List.of(1, 2, 3)));

        assertThat(executions.list(1000)).hasSize(executionsBefore + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext::sh -c touch% x", "/tmp", "file:///tmp", "no-such-remote", "--exec=x"})
    void aPushGoesToARemoteThatTheRepositoryKnowsAndToNoAddress(String push) {
        start("push", push).statusCode(400).body("field", equalTo("push"));

        assertNothingHappened();
    }

    @Test
    void whatIsDoneIsMarkedInAFileOfTheBaseOnly() {
        start("mark_done", true).statusCode(400).body("field", equalTo("mark_done"));
        for (var file : java.util.List.of("plans/uncommitted.md", "../plan.md", "/etc/passwd", "plans")) {
            start(Map.of("plan_text", PLAN, "mark_done", true, "plan_file", file))
                    .statusCode(400)
                    .body("field", equalTo("mark_done"));
        }
        start("dialect", "klingon").statusCode(400).body("code", equalTo("bad_plan"));
        assertNothingHappened();

        var committed = repository.git("ls-files").lines().findFirst().orElseThrow();
        var id = start(Map.of("plan_text", PLAN, "mark_done", true, "plan_file", committed, "dialect", "native"))
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        given().get("/api/v1/autonomous/" + id + "/status")
                .then()
                .body("marks.file", equalTo(committed))
                .body("marks.outcome", equalTo("pending"));
    }

    @Test
    void theRepairRoundsAreThoseThatAreAskedForAndTheBaselineIsNotKnownYet() {
        var id = start("repair_rounds", 7).statusCode(200).extract().<String>path("execution_id");

        given().get("/api/v1/autonomous/" + id + "/status").then().body("baseline", equalTo(java.util.List.of()));
        assertThat(executions
                        .find(new dev.coppice.task.ExecutionId(id))
                        .orElseThrow()
                        .settings()
                        .repairRounds())
                .isEqualTo(7);
    }

    @Test
    void aRangeTakesTheBatchesBeforeItForDone() {
        var id = start(Map.of("plan_text", PLAN, "start_batch", 2, "end_batch", 6))
                .statusCode(200)
                .body("batches_scheduled", equalTo(java.util.List.of(2, 3)))
                .extract()
                .<String>path("execution_id");

        given().get("/api/v1/autonomous/" + id + "/batches")
                .then()
                .body("batch_number", equalTo(java.util.List.of(2, 3)))
                .body("[0].tasks[0].waits_for_batches", equalTo(java.util.List.of()))
                .body("[1].tasks[0].waits_for_batches", equalTo(java.util.List.of(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "start_batch, 4, the plan has 3 batches",
        "start_batch, -1, between",
        "end_batch, 0, between",
        "max_concurrent, 0, between",
        "max_concurrent, 1000000, between",
        "task_timeout_seconds, 0, between",
        "priority, 101, between",
        "priority, -101, between",
        "max_retries, -1, between",
        "repair_rounds, -1, between",
        "repair_rounds, 11, between",
        "deadline_seconds, 0, between"
    })
    void aNumberOutOfRangeIsNamed(String field, int value, String words) {
        start(field, value).statusCode(400).body("field", equalTo(field)).body("detail", containsString(words));

        assertNothingHappened();
    }

    @ParameterizedTest
    @CsvSource({
        "start_batch, one",
        "end_batch, 2",
        "auto_merge, true",
        "execution_mode, dagger",
        "execution_mode, kubernetes",
        "execution_mode, parallel",
        "execution_mode, ''",
        "base, no-such-branch",
        "base, --all",
        "base, ''",
        "resume, true"
    })
    void aTextWhereItMakesNoSenseIsNamed(String field, String value) {
        start(field, value).statusCode(400).contentType(Problem.MEDIA_TYPE).body("status", equalTo(400));

        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan_text", "plan_name", "base", "agent", "execution_mode", "repository"})
    void aTextThatNoDatabaseCanHoldIsNamed(String field) {
        start(field, "a\0b").statusCode(400).body("field", equalTo(field));
        start("plan_name", "two\nlines").statusCode(400).body("field", equalTo("plan_name"));

        assertNothingHappened();
    }

    @Test
    void aFieldThatNobodyKnowsIsNamed() {
        start("end_bacth", 2).statusCode(400).body("field", equalTo("end_bacth"));

        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "{\"plan_text\": \"a\", \"plan_text\": \"b\"}", "{} {}", "{\"plan_path\": 3}"
            })
    void aBodyThatIsNoRequestIsRefused(String body) {
        start(body).statusCode(400).contentType(Problem.MEDIA_TYPE);

        assertNothingHappened();
    }

    @Test
    void eitherAPathOrATextIsWanted() {
        start(Map.of("plan_path", "plans/a plan.md", "plan_text", PLAN))
                .statusCode(400)
                .body("field", equalTo("plan_path"));
        start(Map.of("start_batch", 1)).statusCode(400).body("field", equalTo("plan_path"));

        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.md", "/etc/passwd", ".git/config", "plans/none.md"})
    void aPathThatLeavesTheRepositoryOrIsNoPlanIsNamed(String path) {
        start(Map.of("plan_path", path)).statusCode(400).body("field", equalTo("plan_path"));

        assertNothingHappened();
    }

    @Test
    void aPlanThatCannotRunIsAnsweredWithItsLines() {
        start(Map.of("plan_text", "## Batch 1: A\n\n### Task 1.1: B\n\n**Depends on:** Task 9.9\n"))
                .statusCode(400)
                .body("code", equalTo("bad_plan"))
                .body("field", equalTo("plan_text"))
                .body("detail", containsString("line 5"))
                .body("diagnostics.line", hasItem(5))
                .body("diagnostics.severity", hasItem("error"));

        assertNothingHappened();
    }

    @Test
    void aPlanMayNameNoAgentThatItsCallerMayNot() {
        start(Map.of("plan_text", "## Batch 1: A\n\n### Task 1.1: B\n\n**Agent:** opencode\n"))
                .statusCode(400)
                .body("code", equalTo("bad_plan"))
                .body("detail", containsString("a plan may not name the agent 'opencode' here"))
                .body("diagnostics.line", hasItem(5))
                .body("diagnostics.column", hasItem(12));

        assertNothingHappened();
    }

    @Test
    void aModelThatIsNoNameIsAProblemOfThePlan() {
        start(Map.of("plan_text", "## Batch 1: A\n\n### Task 1.1: B\n\n**Model:** -rf\n"))
                .statusCode(400)
                .body("code", equalTo("bad_plan"))
                .body("diagnostics.code", hasItem("unreadable-model"));

        assertNothingHappened();
    }

    @Test
    void retriesMayBeDoneOnlyByAgentsThatTheCallerMayName() {
        start("escalation", java.util.List.of("opencode"))
                .statusCode(403)
                .body("code", equalTo("agent_not_allowed"))
                .body("field", equalTo("escalation"));
        start("escalation", "opencode").statusCode(400).body("field", equalTo("escalation"));

        assertNothingHappened();
    }

    @Test
    void onlyConfiguredRepositoriesMayBeNamed() {
        start("repository", folder.getFileName().toString()).statusCode(200);
        start("repository", "/").statusCode(403).body("field", equalTo("repository"));
        start("repository", folder + "/plans").statusCode(403);
        start("repository", "../" + folder.getFileName()).statusCode(403);
    }

    @Test
    void onlyEnabledAgentsMayBeNamed() {
        start("agent", "shell").statusCode(200);
        start("agent", "claude").statusCode(403).body("field", equalTo("agent"));
        start("agent", "command").statusCode(403);
    }

    @Test
    void anImageIsTheOperatorsToNameAndModeContainerNeedsOne() {
        start("image", "evil:latest").statusCode(403).body("code", equalTo("operator_only"), "field", equalTo("image"));
        start("execution_mode", "container").statusCode(400).body("field", equalTo("image"));

        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent_command", "workers", "isolation", "priority"})
    void whatOnlyTheOperatorMaySendIsRefusedFromOthers(String field) {
        Object value = switch (field) {
            case "agent_command" -> java.util.List.of("true");
            case "workers" -> 2;
            case "priority" -> -1;
            default -> "host";
        };

        start(field, value).statusCode(403).body("code", equalTo("operator_only"));

        assertNothingHappened();
        given().contentType("application/json")
                .header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .body(Map.of("plan_text", PLAN, field, value))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200);
    }
}
