package dev.coppice.api.listing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list as callers ask for it: what it shows, and how they get to its end. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class ListApiTest {

    private static final String LIST = "/api/v1/autonomous";

    @Inject
    AgroalDataSource database;

    private final String repository = "listed-" + UUID.randomUUID();

    /** One of each minute from 12:01 on, the twelfth is the last; every third one is paused. */
    @BeforeEach
    void insert() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                           state, created_at, finished_at)
                    select 'exec_' || lpad(to_hex(i), 2, '0') || substr(md5('%s'), 1, 20), '/somewhere/%s',
                           case when i %% 4 = 0 then 'local' else 'worktree' end, 'plans/' || i %% 2 || '.md', '', 'h', 'b', 'b',
                           jsonb_build_object('agent', case when i %% 2 = 0 then 'claude' else 'shell' end), gen_random_uuid(),
                           case when i %% 3 = 0 then 'paused' else 'completed' end,
                           timestamptz '2026-05-01T12:00:00.123456Z' + i * interval '1 minute',
                           case when i %% 3 > 0 then timestamptz '2026-05-02T12:00:00Z' - i * interval '1 minute' end
                      from generate_series(1, 12) i
                    """.formatted(repository, repository));
        }
    }

    private ValidatableResponse list(Map<String, ?> parameters) {
        return given().queryParam("repository", repository)
                .queryParams(parameters)
                .get(LIST)
                .then();
    }

    /** The numbers of those that are shown. */
    private List<Integer> numbers(Map<String, ?> parameters) {
        return numbers(list(parameters).statusCode(200));
    }

    private static List<Integer> numbers(ValidatableResponse answer) {
        return answer.extract().<List<String>>path("executions.execution_id").stream()
                .map(id -> Integer.parseInt(id.substring(5, 7), 16))
                .toList();
    }

    @Test
    void aLineSaysWhatItsFiltersAskFor() {
        list(Map.of("limit", 1))
                .body("executions[0].status", equalTo("paused"))
                .body("executions[0].execution_mode", equalTo("local"))
                .body("executions[0].agent", equalTo("claude"))
                .body("executions[0].plan", equalTo("plans/0.md"))
                .body("executions[0].repository", equalTo("/somewhere/" + repository))
                .body("executions[0].started_at", equalTo("2026-05-01T12:12:00.123456Z"))
                .body("executions[0].completed_at", nullValue())
                .body("next_cursor", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "status, paused, 12 9 6 3",
        "status, 'paused,executing', 12 9 6 3",
        "plan, plans/1.md, 11 9 7 5 3 1",
        "agent, claude, 12 10 8 6 4 2",
        "agent, nobody, ''",
        "mode, local, 12 8 4",
        "since, 2026-05-01T12:11:00Z, 12 11",
        "since, 2026-05-01T14:11:00+02:00, 12 11",
        "until, 2026-05-01T12:02:00.123456Z, 1",
        "sort, created_at, 1 2 3 4 5 6 7 8 9 10 11 12",
        "sort, -completed_at, 1 2 4 5 7 8 10 11",
        "sort, completed_at, 11 10 8 7 5 4 2 1"
    })
    void onlyWhatIsAskedForIsShown(String parameter, String value, String numbers) {
        var expected = numbers.isEmpty() ? List.of() : List.of(numbers.split(" "));

        assertThat(numbers(Map.of(parameter, value))).map(String::valueOf).isEqualTo(expected);
    }

    @Test
    void filtersAreMetTogetherAndStatusesOneByOne() {
        assertThat(numbers(Map.of("status", List.of("paused", "completed"), "mode", "local", "agent", "claude")))
                .containsExactly(12, 8, 4);
        given().queryParam("repository", "/somewhere/" + repository)
                .queryParam("status", "paused")
                .get(LIST)
                .then()
                .body("executions", hasSize(4));
        given().queryParam("repository", "nowhere").get(LIST).then().body("executions", empty());
    }

    @ParameterizedTest
    @CsvSource({"-created_at", "created_at", "-completed_at", "completed_at"})
    void theCursorLeadsFromPageToPageToTheEnd(String sort) {
        var read = new ArrayList<Integer>();
        String cursor = "";
        while (cursor != null) {
            var page = list(Map.of("sort", sort, "limit", 5, "cursor", cursor)).statusCode(200);
            read.addAll(numbers(page));
            cursor = page.extract().path("next_cursor");
        }

        assertThat(read).isEqualTo(numbers(Map.of("sort", sort)));
    }

    @ParameterizedTest
    @CsvSource({
        "status, running",
        "status, 'paused,PAUSED'",
        "mode, remote",
        "sort, status",
        "since, yesterday",
        "until, +999999-01-01T00:00:00Z",
        "limit, 1001",
        "limit, -1",
        "cursor, x",
        "cursor, LWNyZWF0ZWRfYXQgeCBleGVjXzEyMzQ1Njc4",
        "state, paused"
    })
    void whatMakesNoSenseIsRefusedByItsName(String parameter, String value) {
        list(Map.of(parameter, value))
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("bad_field"))
                .body("field", equalTo(parameter));
    }

    @Test
    void aCursorHoldsForItsOwnOrderOnlyAndAFilterIsGivenOnce() {
        var cursor = list(Map.of("limit", 1)).extract().<String>path("next_cursor");

        list(Map.of("cursor", cursor, "sort", "created_at")).statusCode(400).body("field", equalTo("cursor"));
        list(Map.of("plan", List.of("a", "b"))).statusCode(400).body("field", equalTo("plan"));
        list(Map.of("cursor", cursor, "limit", 1, "status", "", "plan", ""))
                .statusCode(200)
                .body("executions.execution_id", contains("exec_0b" + endOfIds()));
    }

    private String endOfIds() {
        return list(Map.of("limit", 1))
                .extract()
                .<String>path("executions[0].execution_id")
                .substring(7);
    }
}
