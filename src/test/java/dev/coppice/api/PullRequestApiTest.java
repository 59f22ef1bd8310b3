package dev.coppice.api;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.Origin;
import dev.coppice.forge.github.GitHubStandIn;
import dev.coppice.forge.gitlab.GitLabStandIn;
import dev.coppice.git.TestRepository;
import dev.coppice.landing.ResultPush;
import dev.coppice.pullrequest.PullRequestWork;
import dev.coppice.queue.Scope;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan runs, its result goes over HTTP to a forge's repository, and gets a request there that is merged by the forge. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@QuarkusTestResource(ForgeResource.class)
class PullRequestApiTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static final String PLAN = """
            ## Batch 1: @everyone

            ### Task 1.1: fixes #1 <img src=x> @acme/team

            ```sh
            echo wind > wind.txt
            ```

            **Verification:**
            - `test -f wind.txt`
            """;

    @TempDir
    Path folder;

    @Inject
    Worker worker;

    @Inject
    OwnFolder own;

    @Inject
    ResultPush pushes;

    @Inject
    PullRequestWork work;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "coppice.api.repositories")
    Path repository;

    @ConfigProperty(name = ForgeResource.HUB)
    String hubUrl;

    @ConfigProperty(name = ForgeResource.LAB)
    String labUrl;

    private TestRepository user;

    @BeforeEach
    void begin() {
        user = TestRepository.at(repository);
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(own.id()), 2);
    }

    @AfterEach
    void rest() {
        worker.drain(LONG_ENOUGH);
        user.git("remote").lines().forEach(name -> user.git("remote", "remove", name));
    }

    private void useRemote(String address) {
        user.git("remote", "add", "forge", address);
        user.git("push", "-q", "forge", "main");
    }

    private static Map<String, Object> request(Object pullRequest) {
        return new HashMap<>(Map.of(
                "plan_text", PLAN, "plan_name", "fixes #7 @all.md", "push", "forge", "pull_request", pullRequest));
    }

    private String completed(Object pullRequest) {
        var id = given().contentType("application/json")
                .body(request(pullRequest))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        await().until(() -> get(status(id)).path("status"), equalTo("completed"));
        pushes.push(new ExecutionId(id));
        return id;
    }

    private static String status(String id) {
        return "/api/v1/autonomous/" + id + "/status";
    }

    private void step(String id) {
        change(
                "update pull_request set next_at = null, opened_at = opened_at - interval '2 minutes' where execution_id = '"
                        + id + "'");
        work.advance(new ExecutionId(id));
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Test
    void aResultGetsARequestAtGitHubThatIsMergedOnceItsChecksHavePassed() {
        try (var hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder)) {
            useRemote(hub.remote());
            hub.checkRuns.put("build", Optional.empty());
            var id = completed(Map.of("merge", "squash", "delete_branch", true, "labels", List.of("bot")));
            get(status(id))
                    .then()
                    .body("active_prs", hasSize(0))
                    .body("pull_requests[0].state", equalTo("waiting"))
                    .body("pull_requests[0].number", nullValue());

            step(id);
            step(id);

            get(status(id))
                    .then()
                    .body("active_prs", hasSize(1))
                    .body("active_prs[0].pr_number", equalTo(12))
                    .body("active_prs[0].status", equalTo("waiting_for_checks"))
                    .body("active_prs[0].url", equalTo(hubUrl + "/acme/weather/pull/12"))
                    .body("active_prs[0].task", nullValue())
                    .body("pull_requests[0].reason", equalTo("the check build is not at its end"))
                    .body("pull_requests[0].merge", equalTo("squash"))
                    .body("pull_requests[0].base", equalTo("main"));
            hub.checkRuns.put("build", Optional.of("success"));
            step(id);
            get(status(id))
                    .then()
                    .body("status", equalTo("completed"))
                    .body("active_prs", hasSize(0))
                    .body("pull_requests[0].state", equalTo("merged"));
            assertMerged(hub.origin(), id);
            assertHarmless(hub.requests().getFirst().title, hub.requests().getFirst().body);
            assertTold(id);
            assertThat(hub.objections()).isEmpty();
        }
    }

    private static void assertMerged(Origin origin, String id) {
        assertThat(origin.git("show", "main:wind.txt")).isEqualTo("wind");
        assertThat(origin.tip("coppice/" + id + "/result")).isEmpty();
    }

    private static void assertHarmless(String title, String body) {
        assertThat(title).doesNotContain("@", "#").contains("fixes");
        assertThat(body).contains("fixes").doesNotContain("#1", "#7", "@acme", "@everyone", "@all", "<img");
    }

    private static void assertTold(String id) {
        var events = get("/api/v1/autonomous/" + id + "/events");
        events.then().statusCode(200);
        assertThat(events.asString())
                .contains("execution_pull_request", "merged")
                .doesNotContain(ForgeResource.TOKEN);
        assertThat(get("/api/v1/autonomous/" + id + "/report").asString())
                .contains("/pull/12")
                .doesNotContain(ForgeResource.TOKEN);
    }

    @Test
    void aResultGetsAMergeRequestAtGitLab() {
        try (var lab = new GitLabStandIn(ForgeResource.port(labUrl), folder)) {
            useRemote(lab.remote());
            lab.pipeline = Optional.of("running");
            lab.mergeStatus = "ci_still_running";
            var id = completed(Map.of("merge", "merge", "delete_branch", true));
            step(id);
            step(id);
            get(status(id))
                    .then()
                    .body("active_prs[0].url", equalTo(labUrl + "acme/tools/weather/-/merge_requests/3"))
                    .body("pull_requests[0].reason", equalTo("the check pipeline is not at its end"));
            lab.pipeline = Optional.of("success");
            lab.mergeStatus = "mergeable";

            step(id);

            get(status(id)).then().body("pull_requests[0].state", equalTo("merged"));
            assertMerged(lab.origin(), id);
            assertThat(lab.server().asked())
                    .isNotEmpty()
                    .allMatch(asked -> asked.header("Authorization").equals("Bearer " + ForgeResource.TOKEN));
        }
    }

    @Test
    void oneForPeopleStaysOpenAndACancelMakesNoSense() {
        try (var hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder)) {
            useRemote(hub.remote());
            var id = completed(true);
            step(id);

            get(status(id)).then().body("pull_requests[0].state", equalTo("open"));
            given().contentType("application/json")
                    .post("/api/v1/autonomous/" + id + "/cancel")
                    .then()
                    .statusCode(409);
        }
    }

    @Test
    void whoCancelsACompletedExecutionStopsItsMerge() {
        try (var hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder)) {
            useRemote(hub.remote());
            var id = completed(Map.of("merge", true));
            step(id);

            given().contentType("application/json")
                    .post("/api/v1/autonomous/" + id + "/cancel")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("completed"))
                    .body("pull_requests[0].state", equalTo("cancelled"));
            step(id);
            assertThat(hub.requests().getFirst().merged).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"merge\": \"fast\"}",
                "{\"merge\": 1}",
                "{\"merge\": true, \"draft\": true}",
                "{\"titel\": \"x\"}",
                "{\"title\": \" \\n \"}",
                "{\"title\": 7}",
                "{\"base\": \"a..b\"}",
                "{\"base\": \"-x\"}",
                "{\"labels\": [\"a,b\"]}",
                "{\"labels\": [\"\"]}",
                "{\"labels\": \"x\"}",
                "{\"checks\": [\"a\\nb\"]}",
                "{\"delete_branch\": \"yes\"}",
                "[]",
                "\"yes\""
            })
    void whatMakesNoSenseIsRefusedBeforeAnythingIsWritten(String pullRequest) {
        user.git("remote", "add", "forge", hubUrl + "/acme/weather.git");
        var refs = user.git("for-each-ref", "refs/coppice");

        given().contentType("application/json")
                .body(
                        "{\"plan_text\": \"## Batch 1: A\\n\\n### Task 1.1: B\\n\", \"push\": \"forge\", \"pull_request\": "
                                + pullRequest + "}")
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_field"));

        assertThat(user.git("for-each-ref", "refs/coppice")).isEqualTo(refs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org/acme/weather.git",
                "git@elsewhere.example.org:acme/weather.git",
                "/srv/git/weather.git",
                "http://127.0.0.1:1/acme/weather.git"
            })
    void aRemoteThatLeadsToNoConfiguredForgeGetsNone(String address) {
        user.git("remote", "add", "forge", address);

        given().contentType("application/json")
                .body(request(true))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("field", equalTo("pull_request"))
                .body("detail", containsString("no"));
    }

    @Test
    void aForgeThatCannotMergeSoIsNotAskedTo() {
        user.git("remote", "add", "forge", labUrl + "acme/tools/weather.git");

        given().contentType("application/json")
                .body(request(Map.of("merge", "rebase")))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("detail", containsString("cannot be told to rebase"));
    }

    @Test
    void theBranchThatIsPushedCannotBeTheOneThatGetsIt() {
        user.git("remote", "add", "forge", hubUrl + "/acme/weather.git");
        var body = request(true);
        body.put("push", "forge:main");

        given().contentType("application/json")
                .body(body)
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("detail", containsString("are both main"));
    }

    @Test
    void withoutAPushItIsAboutTheRemoteOrigin() {
        var body = request(true);
        body.remove("push");

        given().contentType("application/json")
                .body(body)
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("field", equalTo("pull_request"))
                .body("detail", containsString("origin"));
    }
}
