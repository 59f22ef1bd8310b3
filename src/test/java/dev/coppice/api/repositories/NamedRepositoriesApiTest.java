package dev.coppice.api.repositories;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.landing.ResultPush;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repositories by name over HTTP, one of them on a forge behind a login, on a worker that really works. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = NamedResource.class, restrictToAnnotatedClass = true)
class NamedRepositoriesApiTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    Worker worker;

    @Inject
    OwnFolder folder;

    @Inject
    Executions executions;

    @Inject
    ResultPush pushes;

    @BeforeEach
    void work() {
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(folder.id()), 2);
    }

    @AfterEach
    void rest() {
        worker.drain(LONG_ENOUGH);
    }

    private static ValidatableResponse start(String repository, Map<String, ?> more) {
        return start(given(), repository, more);
    }

    private static ValidatableResponse start(RequestSpecification caller, String repository, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("repository", repository);
        if (!more.containsKey("plan_path")) {
            body.put("plan_text", "## Batch 1: Parts\n\n### Task 1.1: Good\n\n```sh\necho good > good.txt\n```\n");
        }
        return caller.contentType("application/json")
                .body(body)
                .post("/api/v1/autonomous/start")
                .then();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + NamedResource.OPERATOR);
    }

    private static RequestSpecification holderOfTokenFor(String repository) {
        var issued = operator()
                .contentType("application/json")
                .body(Map.of("name", "for-" + repository, "scope", "run", "repositories", List.of(repository)))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract();
        return given().header("Authorization", "Bearer " + issued.path("token"));
    }

    @Test
    void aPlanOfARepositoryElsewhereStartsFromWhatIsPushedThereAndItsResultIsPushedBack() {
        TestRepository user = NamedResource.user();
        user.write("later.txt", "later\n");
        var base = user.commitAll("later");
        user.git("push", "-q", "origin", "main");

        var id = start("app", Map.of("plan_path", "plans/good.md"))
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        var execution = "/api/v1/autonomous/" + id;
        await().until(() -> get(execution + "/status").path("status"), equalTo("completed"));
        pushes.push(new ExecutionId(id));

        get(execution + "/status")
                .then()
                .body("repository", equalTo("app"))
                .body("base_commit", equalTo(base.sha()))
                .body("push.outcome", equalTo("pushed"))
                .body("push.remote", equalTo("origin"));
        get(execution + "/report").then().body("repository", equalTo("app"));
        get("/api/v1/autonomous?repository=app").then().body("executions.execution_id", hasItem(id));
        get("/api/v1/autonomous?repository=here").then().body("executions.execution_id", not(hasItem(id)));
        assertThat(TestRepository.git(
                        NamedResource.FORGE.resolve("app.git"),
                        "log",
                        "--format=%H",
                        "-1",
                        "coppice/" + id + "/result"))
                .isEqualTo(get(execution + "/status").path("result_commit"));
        var log = get(execution + "/tasks/1.1/attempts/1/log").asString();
        assertThat(log).contains("COPPICE_TASK=").doesNotContain(NamedResource.TOKEN);
        assertThat(get("/api/v1/repositories").asString()).doesNotContain(NamedResource.TOKEN);
    }

    @Test
    void aPlanIsWorkedOnInAClusterWhereItsIsolationSaysSo() {
        assumeTrue(Sandboxes.missing().isEmpty(), () -> "no bubblewrap here to be a node: " + Sandboxes.missing());

        var id = start(operator(), "app", Map.of("isolation", "kubernetes"))
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        var execution = "/api/v1/autonomous/" + id;
        await().atMost(LONG_ENOUGH.multipliedBy(2))
                .until(() -> get(execution + "/status").path("status"), anyOf(equalTo("completed"), equalTo("failed")));

        var log = get(execution + "/tasks/1.1/attempts/1/log").asString();
        get(execution + "/status")
                .then()
                .body("status", equalTo("completed"))
                .body("execution_mode", equalTo("kubernetes"));
        assertThat(log).contains("coppice: works in a cluster");
        var origin = NamedResource.FORGE.resolve("app.git");
        await().until(() -> TestRepository.git(origin, "branch", "--list", "coppice/*/attempt/*")
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"here, worktree", "app, local", "app, container"})
    void aClusterIsRefusedWhereNoneCouldDoTheWork(String repository, String mode) {
        start(operator(), repository, Map.of("isolation", "kubernetes", "execution_mode", mode))
                .statusCode(400)
                .body(
                        "detail",
                        anyOf(
                                startsWith("isolation kubernetes does not go with"),
                                startsWith("mode kubernetes works on")));
    }

    @Test
    void aCloneIsSeenInASandboxToo() {
        assumeTrue(Sandboxes.missing().isEmpty(), () -> "no sandbox here: " + Sandboxes.missing());

        var id = start(operator(), "app", Map.of("isolation", "sandbox"))
                .statusCode(200)
                .extract()
                .<String>path("execution_id");

        await().until(
                        () -> get("/api/v1/autonomous/" + id + "/status").path("status"),
                        anyOf(equalTo("completed"), equalTo("failed")));
        get("/api/v1/autonomous/" + id + "/status").then().body("status", equalTo("completed"));
    }

    /** The repository says: gate true, ten rounds, a set-up of its own; the operator: a gate, one round, three tasks at a time. */
    @Test
    void whatTheOperatorAsksHoldsWhateverTheRepositorySays() {
        var id = start("app", Map.of("repair_rounds", 5))
                .statusCode(200)
                .extract()
                .<String>path("execution_id");

        var settings = executions.find(new ExecutionId(id)).orElseThrow().settings();
        assertThat(settings.project().verification().gate()).containsExactly("test -f good.txt", "true");
        assertThat(settings.project().worktree().setup()).containsExactly("echo own");
        assertThat(settings.repairRounds()).isOne();
        assertThat(settings.repository()).isNotNull();
        assertThat(settings.repository().limit()).isEqualTo(3);
    }

    @Test
    void whatCannotBeFetchedIsRefusedWithItsReasonAndShown() {
        start("away", Map.of())
                .statusCode(503)
                .body("code", equalTo("repository_unreachable"))
                .body("field", equalTo("repository"))
                .body("detail", not(containsString(folder.root().toString())));
        start("shut", Map.of()).statusCode(503).body("code", equalTo("repository_login_refused"));
        start("app", Map.of("base", "none")).statusCode(400).body("field", equalTo("base"));
        start("app", Map.of("auto_merge", true)).statusCode(400).body("field", equalTo("auto_merge"));
        start("app", Map.of("plan_path", "plans/none.md")).statusCode(400).body("field", equalTo("plan_path"));
        start("app", Map.of("plan_path", "../x.md")).statusCode(400).body("field", equalTo("plan_path"));
        start("https://127.0.0.1:1/away.git", Map.of()).statusCode(403).body("code", equalTo("repository_not_allowed"));

        get("/api/v1/repositories/shut")
                .then()
                .body("problem.code", equalTo("repository_login_refused"))
                .body("last_fetched", nullValue());
    }

    @Test
    void onlyTheAgentsOfARepositoryWorkThere() {
        start("here", Map.of()).statusCode(200);
        start("here", Map.of("agent", "claude"))
                .statusCode(403)
                .body("code", equalTo("agent_not_allowed"))
                .body("field", equalTo("agent"))
                .body("detail", containsString("it uses: shell"));
        start("here", Map.of("escalation", List.of("claude"))).statusCode(403).body("field", equalTo("escalation"));
        start(operator(), NamedResource.here().toString(), Map.of("agent_command", List.of("true")))
                .statusCode(403)
                .body("code", equalTo("agent_not_allowed"));
        start("narrow", Map.of())
                .statusCode(403)
                .body("code", equalTo("agent_not_allowed"))
                .body("detail", containsString("coppice.agents.fallback lets fast stand in for codex"));
    }

    @Test
    void theListTellsWhatACallerMayUseAndFoldersToAdministratorsOnly() {
        get("/api/v1/repositories")
                .then()
                .statusCode(200)
                .body("repositories.name.take(5)", contains("app", "away", "here", "narrow", "shut"))
                .body("repositories.kind.take(5)", contains("url", "url", "path", "path", "url"))
                .body("repositories[0].push", equalTo("origin"))
                .body("repositories[0].limit", equalTo(3))
                .body("repositories[0].path", nullValue())
                .body("repositories[1].url", equalTo("https://127.0.0.1:1/away.git"))
                .body("repositories[2].base", equalTo("main"))
                .body("repositories[2].agents", contains("shell", "codex"))
                .body("repositories[3].executions_running", equalTo(0));
        operator()
                .get("/api/v1/repositories/here")
                .then()
                .body("path", equalTo(NamedResource.here().toString()));
        get("/api/v1/repositories/none").then().statusCode(404).body("code", equalTo("repository_not_found"));
        start("app", Map.of()).statusCode(200);
        get("/api/v1/repositories/app").then().body("last_fetched", notNullValue());
    }

    @Test
    void aTokenForANameIsForThatRepositoryAlone() {
        var mine = start("app", Map.of()).statusCode(200).extract().<String>path("execution_id");
        var caller = holderOfTokenFor("here");

        caller.get("/api/v1/repositories").then().body("repositories.name", contains("here"));
        caller.get("/api/v1/autonomous/" + mine + "/status").then().statusCode(404);
        caller.get("/api/v1/autonomous").then().body("executions.execution_id", not(hasItem(mine)));
        start(caller, "app", Map.of()).statusCode(403).body("code", equalTo("repository_not_allowed"));
        var other = holderOfTokenFor("app");
        other.get("/api/v1/autonomous/" + mine + "/status").then().statusCode(200);
        other.get("/api/v1/autonomous").then().body("executions.execution_id", hasItem(mine));
    }
}
