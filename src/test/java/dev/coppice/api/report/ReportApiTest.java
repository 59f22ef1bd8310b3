package dev.coppice.api.report;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.api.TestWorker;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports for CI systems, fetched as such systems fetch them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class ReportApiTest {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Good <b>|</b>

            ```sh
            echo printed by the agent
            echo good > good.txt
            ```

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`
            """;

    @Inject
    TestWorker worker;

    @BeforeEach
    void work() {
        worker.work();
    }

    @AfterEach
    void rest() {
        worker.rest();
    }

    private static String failedExecution() {
        var execution = "/api/v1/autonomous/" + TestWorker.start(PLAN);
        await().until(() -> get(execution + "/status").path("status"), equalTo("failed"));
        return execution;
    }

    @Test
    void aFailedExecutionHasItsFailureInBothForms() {
        var execution = failedExecution();

        given().accept("application/json")
                .get(execution + "/report.xml")
                .then()
                .statusCode(200)
                .contentType("application/xml;charset=UTF-8")
                .body("testsuites.@failures", equalTo("1"))
                .body("testsuites.testsuite[1].@name", equalTo("Batch 1: Parts"))
                .body("testsuites.testsuite[1].testcase[0].@name", equalTo("1.1 Good <b>|</b>"))
                .body("testsuites.testsuite[1].testcase[0].system-out", containsString("printed by the agent"))
                .body("testsuites.testsuite[1].testcase[1].failure.@type", equalTo("check_failed"))
                .body("testsuites.testsuite[1].testcase[1].failure", containsString("test -f whole.txt"));
        var page = get(execution + "/report.md");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(page.asString())
                .startsWith("## ❌ Coppice: failed\n")
                .contains("| 1.2 <code>Bad</code> | failed: ")
                .contains("$ test -f whole.txt");
    }

    @Test
    void whatIsUnknownIsNotFound() {
        for (var path : new String[] {"exec_00000000/report.xml", "exec_00000000/report.md", "x/report.xml"}) {
            get("/api/v1/autonomous/" + path).then().statusCode(404).body("code", equalTo("execution_not_found"));
        }
    }
}
