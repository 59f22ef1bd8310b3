package dev.coppice.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the original system find its fields: those that the migration guide lists, and those of the original's own description. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OriginalFieldsTest {

    private static final TypeRef<Map<String, Object>> FIELDS = new TypeRef<>() {};
    private static final Path GUIDE = Path.of("docs/migration.md");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    private Map<String, Object> started;
    private String execution;

    @BeforeEach
    void start() {
        started = given().contentType("application/json")
                .body(Map.of("plan_text", "## Batch 1: A\n\n### Task 1.1: One\n"))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .as(FIELDS);
        execution = "/api/v1/autonomous/" + started.get("execution_id");
    }

    private Map<String, Object> answer(String of) {
        return switch (of) {
            case "start" -> started;
            case "status" -> get(execution + "/status").as(FIELDS);
            case "batch" -> get(execution + "/batches").path("[0]");
            case "task" -> get(execution + "/tasks/1.1").as(FIELDS);
            default -> throw new IllegalArgumentException(of);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "start, Answer of `POST /start`, 3",
        "status, Answer of `GET /{id}/status`, 9",
        "batch, Each batch of `GET /{id}/batches`, 6",
        "task, 'Each task, and `GET /{id}/tasks/{number}`', 11"
    })
    void everyFieldThatTheGuideListsIsThere(String of, String heading, int count) throws IOException {
        var section = Files.readString(GUIDE)
                .split("### " + Pattern.quote(heading) + "\n", 2)[1]
                .split("\n##", 2)[0];
        var listed =
                FIELD.matcher(section).results().map(found -> found.group(1)).toList();

        assertThat(listed).hasSize(count);
        assertThat(answer(of)).containsKeys(listed.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "start, `POST /api/v1/autonomous/start`",
        "status, `GET /api/v1/autonomous/{id}/status`",
        "batch, `GET /api/v1/autonomous/{id}/batches`",
        "task, `GET /api/v1/autonomous/{id}/tasks/{number}`"
    })
    void everyFieldOfTheOriginalsOwnDescriptionIsThere(String of, String route) throws IOException {
        var folder = System.getProperty("coppice.test.docs", "");
        assumeTrue(!folder.isEmpty(), "no description of the original: set -Dcoppice.test.docs=DIR");

        var fields = described(Path.of(folder, "original-system.md"), route);

        assertThat(fields).hasSizeGreaterThan(2);
        assertThat(answer(of)).containsKeys(fields.toArray(String[]::new));
    }

    /** The third cell of the route's row lists the fields between backticks; what is in brackets belongs to a field. */
    private static List<String> described(Path description, String route) throws IOException {
        try (var lines = Files.lines(description)) {
            var row = lines.filter(line -> line.startsWith("| " + route))
                    .findFirst()
                    .orElseThrow();
            var answer = row.split("\\|", -1)[3];
            var fields = answer.substring(answer.indexOf('`') + 1).split("`", 2)[0];
            return Arrays.stream(fields.replaceAll("\\[[^\\]]*\\]", "").split(","))
                    .map(field -> field.replaceAll("[{}?:\\s]", ""))
                    .filter(field -> !field.isEmpty())
                    .toList();
        }
    }

    @Test
    void theRootAndTheHealthAreThereToo() {
        assertThat(get("/").as(FIELDS)).containsEntry("status", "running").containsKeys("name", "version");
        assertThat(get("/health").as(FIELDS)).containsEntry("status", "healthy");
    }
}
