package dev.coppice.api.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Swagger UI shows the document without a page that lets any other script run. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class DocumentPageTest {

    private static final String PAGE = "/q/swagger-ui/";
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final String POLICY = "Content-Security-Policy";

    private static String page(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .extract()
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/swagger-ui", PAGE, PAGE + "index.html"})
    void thePageRunsNothingThatStandsInIt(String path) {
        var policy = given().get(path).then().extract().header(POLICY);
        var page = page(path);

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page).doesNotContain("<style", "style=", " onload", "javascript:");
        assertThat(Pattern.compile("<script(?! src=)").matcher(page).find()).isFalse();
    }

    @Test
    void everyFileThatThePageNamesIsThere() {
        var files =
                NAMED.matcher(page(PAGE)).results().map(match -> match.group(1)).toList();

        assertThat(files).contains("swagger-ui-bundle.js", "swagger-ui.css", "document.js");
        for (var file : files) {
            given().get(PAGE + file).then().statusCode(200).header(POLICY, containsString("default-src 'none'"));
        }
        given().get(PAGE + "document.js")
                .then()
                .contentType("text/javascript")
                .body(containsString("'../openapi?format=json'"), containsString("validatorUrl: null"));
        given().get("/q/openapi?format=json").then().statusCode(200).body("info.title", equalTo("Coppice"));
    }

    @Test
    void onlyThePageHasAPolicyOfItsOwn() {
        for (var path : List.of("/q/openapi", "/api/v1/autonomous", "/", PAGE + "swagger-ui-bundle.js")) {
            given().get(path).then().header(POLICY, equalTo("default-src 'none'; frame-ancestors 'none'"));
        }
    }

    /** A page of another site is not to read it, although it says nothing that others do not say. */
    @Test
    void theDocumentIsForPagesOfThisServiceOnly() {
        given().get("/q/openapi").then().statusCode(200).header("Access-Control-Allow-Origin", equalTo(null));
        given().header("Origin", "https://evil.example")
                .get("/q/openapi")
                .then()
                .statusCode(403);
        given().header("Host", "evil.example").get(PAGE).then().statusCode(403);
    }

    @Test
    void aWrongTokenOpensNotEvenThePage() {
        given().header("Authorization", "Basic eDp5").get(PAGE).then().statusCode(401);
    }
}
