package dev.coppice.api.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that are larger than any request has to be. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class BodyLimitTest {

    private static final int MEGABYTE = 1_000_000;

    @TestHTTPResource
    URI service;

    @Test
    void aBodyThatIsAnnouncedAsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        var answer = answerTo("Content-Length: 11000000\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "\"code\":\"too_large\"", "10485760 bytes");
    }

    @Test
    void aBodyOfManyMegabytesIsRead() {
        var body = "{\"plan_text\": \"" + "x".repeat(9 * MEGABYTE) + "\"}";

        given().contentType("application/json")
                .body(body)
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_plan"));
    }

    @Test
    void withoutARateNobodyIsToldOfOne() {
        given().get("/api/v1/autonomous").then().statusCode(200).header("RateLimit", equalTo(null));
    }

    private String answerTo(String lengthAndBody) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            var head = "POST /api/v1/autonomous/start HTTP/1.1\r\nHost: " + service.getAuthority()
                    + "\r\nContent-Type: application/json\r\n";
            socket.getOutputStream().write((head + lengthAndBody).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
