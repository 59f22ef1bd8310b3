package dev.coppice.api;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deleting over HTTP: what has ended goes, and nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class DeletionApiTest {

    private static final String PLAN = """
            ## Batch 1: One

            ### Task 1.1: Only

            ```sh
            echo printed by the agent
            echo good > good.txt
            ```
            """;

    @Inject
    TestWorker worker;

    @Inject
    OwnFolder folder;

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static String start() {
        return "/api/v1/autonomous/" + TestWorker.start(PLAN);
    }

    private String completed() {
        worker.work();
        var execution = start();
        await().until(() -> get(execution + "/status").path("status"), equalTo("completed"));
        return execution;
    }

    private static String id(String execution) {
        return execution.substring(execution.lastIndexOf('/') + 1);
    }

    @Test
    void whatMayGoOnIsNotDeletedBeforeItIsCancelled() {
        var execution = start();

        delete(execution)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("not_ended"), "detail", containsString("is queued; cancel it first"));
        post(execution + "/cancel").then().statusCode(200);

        delete(execution).then().statusCode(204).body(emptyString());
    }

    @Test
    void whatHasRunIsGoneWithItsLogsAfterwards() throws IOException {
        var execution = completed();
        var logs = folder.logs().resolve(id(execution));
        assertThat(logs).isNotEmptyDirectory();
        Files.writeString(logs.resolve("1.1-1.log.events"), "{}");

        await().until(() -> delete(execution).statusCode(), equalTo(204));

        assertThat(logs).doesNotExist();
        get(execution + "/status").then().statusCode(404).body("code", equalTo("execution_not_found"));
        delete(execution).then().statusCode(404).body("code", equalTo("execution_not_found"));
        assertThat(folder.archive().resolve(id(execution) + ".json")).doesNotExist();
    }

    @Test
    void itsReportMayBeKept() {
        var execution = completed();
        var report = get(execution + "/report").jsonPath();

        await().until(() -> delete(execution + "?archive=true").statusCode(), equalTo(204));

        var kept = io.restassured.path.json.JsonPath.from(
                folder.archive().resolve(id(execution) + ".json").toFile());
        assertThat(kept.<Map<String, ?>>get()).isEqualTo(report.get());
    }

    @Test
    void whatIsNoFlagIsRefused() {
        delete("/api/v1/autonomous/exec_0123456789ab?archive=perhaps")
                .then()
                .statusCode(400)
                .body("field", equalTo("archive"));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        delete("/api/v1/autonomous/exec_0123456789ab").then().statusCode(404);
        delete("/api/v1/autonomous/nonsense").then().statusCode(404);
    }
}
