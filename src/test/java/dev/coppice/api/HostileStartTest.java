package dev.coppice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Executions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of repositories, commits, remotes and plans that are meant for git, a shell or the disk are refused, and reach none of these. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class HostileStartTest {

    private static final String PLAN = "## Batch 1: One\n\n### Task 1.1: Only\n\n```sh\ntrue\n```\n";
    private static final String MARK = "was-reached";

    private static final List<String> HOSTILE = List.of(
            "--upload-pack=touch " + MARK,
            "--output=" + MARK,
            "--exec=touch " + MARK,
            "-c",
            "-ccore.sshCommand=touch " + MARK,
            "-",
            "--",
            "ext::sh -c touch% " + MARK,
            "ext::sh -c touch% " + MARK + ":main",
            "fd::17",
            "file:///etc/passwd",
            "file:///tmp:main",
            "ssh://-oProxyCommand=touch%20" + MARK + "/x",
            "$(touch " + MARK + ")",
            "`touch " + MARK + "`",
            "; touch " + MARK,
            "| touch " + MARK,
            "..",
            "../..",
            "plans/../../../../etc/passwd.md",
            "..\\..\\etc\\passwd.md",
            "/etc/passwd",
            "/proc/self/environ.md",
            "/dev/zero",
            "~root",
            "plan.md/../../plan.md",
            ".git/config",
            ".git/hooks/pre-commit.md",
            "plans/out/secret.md",
            "plans/secret.md",
            "a\0.md",
            "a\nb",
            "\ud800",
            "\ud800.md",
            "x".repeat(5_000) + ".md",
            "x/".repeat(100_000) + "x.md");

    @Inject
    Executions executions;

    @ConfigProperty(name = "coppice.api.repositories")
    String repository;

    private int executionsBefore;

    @BeforeEach
    void plantLinks() throws IOException {
        executionsBefore = executions.list(1000).size();
        var plans = Files.createDirectories(Path.of(repository, "plans"));
        if (!Files.exists(plans.resolve("out"), LinkOption.NOFOLLOW_LINKS)) {
            var outside = Files.createTempDirectory("outside");
            outside.toFile().deleteOnExit();
            var secret = Files.writeString(outside.resolve("secret.md"), PLAN);
            secret.toFile().deleteOnExit();
            Files.createSymbolicLink(plans.resolve("out"), outside);
            Files.createSymbolicLink(plans.resolve("secret.md"), secret);
        }
    }

    @AfterEach
    void nothingWasReached() {
        assertThat(executions.list(1000)).hasSize(executionsBefore);
        for (var folder :
                List.of("", repository, Path.of(repository).getParent().toString())) {
            assertThat(Path.of(folder, MARK)).doesNotExist();
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of("repository", "base", "push", "plan_path")
                .flatMap(field -> HOSTILE.stream().map(text -> Arguments.of(field, text)));
    }

    /** What lies above is a repository in the end, and the operator may name that. */
    static Stream<String> noFolders() {
        return HOSTILE.stream().filter(text -> !List.of("..", "../..").contains(text));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("texts")
    void aHostileTextIsNobodysName(String field, String text) {
        var answer = call().body(body(field, text))
                .post("/api/v1/autonomous/start")
                .then()
                .extract();

        assertThat(answer.statusCode()).as(answer.body().asString()).isIn(400, 403);
        assertThat(answer.<String>path("field")).isEqualTo(field);
    }

    /** It may name any repository there is, but only by the folder it lies in. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("noFolders")
    void neitherIsItTheOperators(String text) {
        var answer = call().header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .body(body("repository", text))
                .post("/api/v1/autonomous/start")
                .then()
                .extract();

        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(400);
        assertThat(answer.<String>path("field")).isEqualTo("repository");
    }

    private static RequestSpecification call() {
        return given().contentType("application/json");
    }

    private static String body(String field, String text) {
        var body = new HashMap<String, Object>(field.equals("plan_path") ? Map.of() : Map.of("plan_text", PLAN));
        body.put(field, text);
        try {
            // Half of a pair of characters survives no encoding but this one.
            return JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build()
                    .writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
