package dev.coppice.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the dashboard's files are served, and to whom. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class DashboardTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/start",
                "/workers",
                "/executions",
                "/executions/exec_0123456789ab",
                "/executions/exec_0123456789ab/graph",
                "/executions/exec_0123456789ab/summary",
                "/executions/exec_0123456789ab/tasks/1.1"
            })
    void everyViewIsThePageUnderAPolicyThatRunsItsOwnFilesOnly(String path) {
        given().accept(BROWSER)
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Frame-Options", "DENY")
                .body(containsString("/ui/main.js"));
    }

    @Test
    void whoeverIsNoBrowserFindsTheApi() {
        given().get("/").then().statusCode(200).body("name", equalTo("Coppice"));
        given().accept("*/*").get("/").then().statusCode(200).body("status", equalTo("running"));
    }

    @Test
    void aFileIsSentOnceForAsLongAsItStaysTheSame() {
        var tag = given().get("/ui/main.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag)
                .get("/ui/main.js")
                .then()
                .statusCode(304)
                .body(equalTo(""));
        given().header("If-None-Match", "\"another\"").get("/ui/main.js").then().statusCode(200);
    }

    @Test
    void theLibraryThatColoursDiffsIsOneOfThem() {
        given().get("/ui/lib/highlight.js").then().statusCode(200).contentType("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/",
                "/ui/nothing.js",
                "/ui/main",
                "/ui/../application.properties",
                "/ui/..%2fapplication.properties",
                "/ui/views/..%2f..%2fapplication.properties",
                "/ui/views/../../application.properties",
                "/ui//etc/passwd.js",
                "/ui/views/board.class"
            })
    void nothingElseIsServedByThatName(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void aLinkOfAnotherSiteLeadsToThePageAndToNothingElse() {
        given().accept(BROWSER)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .get("/executions/exec_0123456789ab")
                .then()
                .statusCode(200)
                .contentType("text/html");
        given().header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .get("/api/v1/autonomous")
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "no-cors")
                .get("/ui/main.js")
                .then()
                .statusCode(403);
        given().accept(BROWSER)
                .header("Host", "evil.example")
                .get("/")
                .then()
                .statusCode(403)
                .contentType(startsWith("application/problem+json"));
    }
}
