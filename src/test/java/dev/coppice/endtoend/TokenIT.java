package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.access.EveryRoute;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator hands tokens out and takes them back, whether a service runs on the data folder or not. */
class TokenIT extends AServedFolder {

    private String create(String... options) {
        var arguments = new ArrayList<>(List.of("token", "create"));
        arguments.addAll(List.of(options));
        var run = coppice.run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardOutput()).matches("cpc_[A-Za-z0-9_-]{43}\n");
        return run.standardOutput().strip();
    }

    private static RequestSpecification with(String token, RunningService service) {
        return service.call().header("Authorization", "Bearer " + token);
    }

    @Test
    void aServiceThatOtherMachinesReachLivesByTheTokensThatWereHandedOut() throws Exception {
        var run = create("--name", "ci", "--scope", "run", "--expires", "30d");
        var service = serve("--agent", "shell", "--host", "0.0.0.0");

        assertThat(EveryRoute.all())
                .allSatisfy(route -> assertThat(service.call()
                                .request(route.verb(), route.path())
                                .statusCode())
                        .as("%s without a token", route)
                        .isEqualTo(route.isOpenToAll() ? 200 : 401));
        var execution = with(run, service)
                .body(Map.of("plan_text", SamplePlans.TWO_BATCHES))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("execution_id");
        var status = "/api/v1/autonomous/" + execution + "/status";
        Waiting.until(() -> "completed".equals(with(run, service).get(status).path("status")));

        var read = create(
                "--name",
                "board",
                "--repository",
                repository.folder().getFileName().toString());
        with(read, service).get(status).then().statusCode(200);
        with(read, service)
                .post("/api/v1/autonomous/" + execution + "/retry")
                .then()
                .statusCode(403);
        var twice = coppice.run("token", "create", "--name", "board");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.standardError()).contains("revoke it first");

        assertThat(coppice.run("token", "revoke", "board").exitCode()).isZero();
        with(read, service).get(status).then().statusCode(401);
        assertThat(coppice.run("token", "revoke", "board").exitCode()).isEqualTo(2);

        var list = coppice.run("token", "list").standardOutput();
        assertThat(list.lines()).hasSize(3);
        assertThat(list).containsPattern("ci +run +active").containsPattern("board +read +revoked");
        service.stop();
        var log = Files.readString(home.resolve("logs").resolve("app.log"));
        assertThat(log).contains("serving on").doesNotContain("cpc_").doesNotContain(run.substring(4));
    }

    @Test
    void whatIsDoneOnTheFolderItselfIsTheSame() throws Exception {
        create("--name", "one", "--scope", "admin");

        var list = new ObjectMapper()
                .readTree(coppice.run("token", "list", "--json").standardOutput());
        assertThat(list.path("tokens").path(0).path("scope").asText()).isEqualTo("admin");
        var id = list.path("tokens").path(0).path("token_id").asText();
        assertThat(coppice.run("token", "create", "--name", "one").exitCode()).isEqualTo(2);
        assertThat(coppice.run("token", "revoke", id).exitCode()).isZero();
        assertThat(coppice.run("token", "revoke", id).exitCode()).isEqualTo(2);
        assertThat(coppice.run("serve", "--host", "0.0.0.0", "--port", "0").standardError())
                .as("the only token is revoked")
                .contains("COPPICE_API_TOKEN")
                .contains("coppice token create");
    }

    @Test
    void anOptionThatMakesNoSenseIsToldWithoutAnyDatabase() {
        assertThat(coppice.run("token", "create", "--name", "a b").standardError())
                .contains("a token's name");
        assertThat(coppice.run("token", "create", "--name", "a", "--scope", "root")
                        .standardError())
                .contains("--scope is one of: read, run, admin");
        assertThat(coppice.run("token", "create", "--name", "a", "--expires", "soon")
                        .exitCode())
                .isEqualTo(2);
        assertThat(coppice.run("token").exitCode()).isEqualTo(2);
        assertThat(home).doesNotExist();
    }
}
