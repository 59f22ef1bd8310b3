package dev.coppice.api.work;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.api.TestWorker;
import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attempts did, as callers look at it: their diffs, their logs, the worktrees that they work in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class WorkApiTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo printed by the agent
            echo good > 'a good.txt'
            ```

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`

            ### Task 1.3: Idle

            ```sh
            true
            ```

            ## Batch 2: Whole

            ### Task 2.1: Needs all
            """;

    @Inject
    TestWorker worker;

    @Inject
    OwnFolder folder;

    @BeforeEach
    void work() {
        worker.work();
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static String start(String plan) {
        return "/api/v1/autonomous/" + TestWorker.start(plan);
    }

    private static String failed() {
        var execution = start(PLAN);
        await().until(() -> get(execution + "/status").path("status"), equalTo("failed"));
        return execution;
    }

    @Test
    void anAttemptShowsWhatItChangedWhetherItLandedOrNot() {
        var execution = failed();

        get(execution + "/tasks/1.1/attempts/1/diff")
                .then()
                .statusCode(200)
                .contentType("text/x-diff")
                .body(containsString("+++ b/a good.txt"))
                .body(containsString("+good"))
                .body(not(containsString("half")));
        get(execution + "/tasks/1.2/attempts/1/diff/stat")
                .then()
                .statusCode(200)
                .body("files_changed", equalTo(1))
                .body("added", equalTo(1))
                .body("deleted", equalTo(0))
                .body("files[0].path", equalTo("half.txt"))
                .body("files[0].status", equalTo("added"))
                .body("files[0].old_path", nullValue())
                .body("files[0].binary", equalTo(false))
                .body("commit", equalTo(get(execution + "/tasks/1.2/attempts/1").path("commit")));
    }

    @Test
    void anExecutionShowsWhatHasLandedAgainstItsBase() {
        var execution = failed();
        var status = get(execution + "/status").then().extract();

        get(execution + "/diff")
                .then()
                .statusCode(200)
                .contentType("text/x-diff")
                .body(containsString("+good"))
                .body(not(containsString("half")));
        get(execution + "/diff/stat")
                .then()
                .body("base_commit", equalTo(status.path("base_commit")))
                .body("commit", equalTo(status.path("result_commit")))
                .body("files.path", equalTo(List.of("a good.txt")));
    }

    @Test
    void whereNothingWasKeptThereIsNoDiff() {
        var execution = failed();

        for (var form : List.of("/diff", "/diff/stat")) {
            assertMissing(execution + "/tasks/1.3/attempts/1" + form, "diff_not_found");
            assertMissing(execution + "/tasks/1.1/attempts/2" + form, "attempt_not_found");
            assertMissing(execution + "/tasks/2.1/attempts/1" + form, "attempt_not_found");
            assertMissing(execution + "/tasks/9.9/attempts/1" + form, "task_not_found");
            assertMissing("/api/v1/autonomous/exec_00000000" + form, "execution_not_found");
        }
    }

    private static void assertMissing(String path, String code) {
        get(path).then().statusCode(404).contentType(Problem.MEDIA_TYPE).body("code", equalTo(code));
    }

    @Test
    void attemptsAreListedAndShownOneByOne() {
        var execution = failed();

        get(execution + "/tasks/1.2/attempts")
                .then()
                .body("attempts", hasSize(1))
                .body("attempts[0].number", equalTo(1))
                .body("attempts[0].reason", equalTo("check_failed"));
        get(execution + "/tasks/1.2/attempts/1").then().body("status", equalTo("failed"));
        get(execution + "/tasks/2.1/attempts").then().statusCode(200).body("attempts", empty());
        assertMissing(execution + "/tasks/1.2/attempts/01", "attempt_not_found");
    }

    /** With a log of five lines, the last one unfinished: 3 + 3 + 3 + 3 + 2 bytes. */
    private ValidatableResponse log(String query, String range) throws Exception {
        var execution = failed();
        Files.writeString(log(execution), "l1\nl2\nl3\nl4\nl5");
        var request = range.isEmpty() ? given() : given().header("Range", range);
        return request.get(execution + "/tasks/1.1/log" + query).then();
    }

    private Path log(String execution) {
        return folder.logs()
                .resolve(execution.substring(execution.lastIndexOf('/') + 1))
                .resolve("1.1-1.log");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 200, 'l1 l2 l3 l4 l5'",
        "?offset=3, 200, 'l4 l5'",
        "?offset=1&limit=2, 200, 'l2 l3 '",
        "?limit=1, 200, 'l1 '",
        "?offset=5, 200, ''",
        "?tail=2, 200, 'l4 l5'",
        "?tail=9, 200, 'l1 l2 l3 l4 l5'"
    })
    void aLogIsReadByLines(String query, int status, String text) throws Exception {
        log(query, "")
                .statusCode(status)
                .contentType("text/plain")
                .header("Accept-Ranges", equalTo("bytes"))
                .body(equalTo(text.replace(' ', '\n')));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-1, 'l1', 0-1/14",
        "bytes=12-, 'l5', 12-13/14",
        "bytes=12-999999999999999999, 'l5', 12-13/14",
        "bytes=-2, 'l5', 12-13/14",
        "bytes=-100, 'l1 l2 l3 l4 l5', 0-13/14"
    })
    void aLogIsReadByBytes(String range, String text, String part) throws Exception {
        log("", range)
                .statusCode(206)
                .contentType("text/plain")
                .header("Content-Range", equalTo("bytes " + part))
                .body(equalTo(text.replace(' ', '\n')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=14-", "bytes=-0", "bytes=999999999999999999-"})
    void whereNoBytesAreTheAnswerSaysHowManyThereAre(String range) throws Exception {
        log("", range)
                .statusCode(416)
                .contentType(Problem.MEDIA_TYPE)
                .header("Content-Range", equalTo("bytes */14"))
                .body("code", equalTo("range_not_satisfiable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-2", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=x-", "bytes=0-1234567890123456789"})
    void aRangeThatIsNoneIsTakenForNothing(String range) throws Exception {
        log("", range).statusCode(200).header("Content-Range", nullValue()).body(endsWith("l5"));
    }

    @Test
    void aRangeIsOneOfTheLinesThatAreAskedForAndNeedsNoComparison() throws Exception {
        log("?offset=1&limit=1", "bytes=1-1").statusCode(206).body(equalTo("2"));
        var execution = failed();
        given().header("Range", "bytes=0-1")
                .header("If-Range", "\"some\"")
                .get(execution + "/tasks/1.1/attempts/1/log")
                .then()
                .statusCode(200);
        given().get(execution + "/tasks/1.1/log?tail=2&offset=1")
                .then()
                .statusCode(400)
                .body("field", equalTo("tail"));
        given().get(execution + "/tasks/1.1/log?offset=-1")
                .then()
                .statusCode(400)
                .body("field", equalTo("offset"));
        given().get(execution + "/tasks/1.1/log?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    }

    @Test
    void aWorktreeSaysWhoIsAtWorkInIt() {
        var execution = start("## Batch 1: Long\n\n### Task 1.1: Endless\n\n```sh\nsleep 600\n```\n");
        var id = execution.substring(execution.lastIndexOf('/') + 1);
        await().until(() -> get(execution + "/tasks/1.1").path("phase"), equalTo("running"));

        var lent = "worktrees.find { it.execution_id == '" + id + "' }.";
        get("/api/v1/worktrees")
                .then()
                .statusCode(200)
                .body(lent + "status", equalTo("lent"))
                .body(lent + "task", equalTo("1.1"))
                .body(lent + "attempt", equalTo(1))
                .body(lent + "repository", equalTo(get(execution + "/status").path("repository")))
                .body(lent + "directory", startsWith(folder.worktrees().toString()))
                .body(lent + "lease.granted_at", notNullValue())
                .body(lent + "lease.until", notNullValue());
        await().untilAsserted(() -> get("/api/v1/worktrees")
                .then()
                .body(lent + "disk_use.bytes", greaterThan(0))
                .body(lent + "disk_use.files", greaterThan(0))
                .body(lent + "disk_use.complete", equalTo(true)));

        get("/api/v1/queue")
                .then()
                .statusCode(200)
                .body("agents.find { it.agent == 'shell' }.tasks.phases.running", equalTo(1));
        given().post(execution + "/cancel").then().statusCode(200);
        await().until(() -> get(execution + "/status").path("status"), equalTo("cancelled"));
        await().untilAsserted(() -> get("/api/v1/worktrees")
                .then()
                .body("worktrees.execution_id", not(hasItem(id)))
                .body("worktrees.status", hasItem("idle")));
    }
}
