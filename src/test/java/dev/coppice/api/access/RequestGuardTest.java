package dev.coppice.api.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page that a browser shows on this machine must not reach the service behind its user's back. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class RequestGuardTest {

    private static final String LIST = "/api/v1/autonomous";
    private static final String START = LIST + "/start";

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8081", "192.168.1.7"})
    void aReboundNameIsRefused(String host) {
        given().header("Host", host)
                .get(LIST)
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("does not go by the name"));
    }

    @Test
    void monitorsMayCallByAnyName() {
        given().header("Host", "10.1.2.3:8001").get("/health").then().statusCode(200);
        given().header("Host", "10.1.2.3:8001").get("/q/health/ready").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost.evil.example"})
    void aForeignPageIsRefusedWhateverItSends(String origin) {
        given().header("Origin", origin).get(LIST).then().statusCode(403);
        given().header("Origin", origin)
                .contentType("application/json")
                .body("{}")
                .post(START)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void aBrowserThatSaysTheSiteIsAnotherIsBelieved() {
        given().header("Sec-Fetch-Site", "cross-site").get(LIST).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data", "application/jsonx"})
    void aBodyThatAFormCouldSendIsRefused(String type) {
        given().header("Content-Type", type)
                .body("{\"plan_text\": \"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(START)
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void aFormIsRefused() {
        given().formParam("plan_text", "x").post(START).then().statusCode(415);
    }

    @Test
    void noAnswerAllowsOtherSitesToReadIt() {
        given().get(LIST).then().statusCode(200).header("Access-Control-Allow-Origin", equalTo(null));
    }

    @Test
    void everyAnswerTellsBrowsersToRunAndKeepNothing() {
        for (var path : new String[] {LIST, "/", "/health", "/api/v1/nothing", LIST + "/exec_0/status"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                    .header("X-Frame-Options", equalTo("DENY"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("no-referrer"))
                    .header("Cache-Control", equalTo("no-store"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer guessed", "Bearer", "Bearer cpc_guessed", "Basic dXNlcjpwYXNz", "guessed"})
    void aTokenThatIsWrongOpensNothing(String authorization) {
        given().header("Authorization", authorization)
                .get(LIST)
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                .body("code", equalTo("unauthorized"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST + "/exec_%00/status", LIST + "?limit=%001", "/api/v1/agents/%00"})
    void nothingIsCalledByANulCharacter(String address) {
        given().urlEncodingEnabled(false).get(address).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void theOperatorIsKnown() {
        given().header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .get(LIST)
                .then()
                .statusCode(200);
    }
}
