package dev.coppice.api.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Callers who call more often than they may. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@TestProfile(RateTest.OneASecond.class)
class RateTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    public static final class OneASecond implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.api.rate", "1", "coppice.api.rate-burst", "2");
        }
    }

    private static Response call() {
        return given().get("/");
    }

    @Test
    void whoeverCallsTooOftenIsToldWhenToComeAgain() {
        var refusal = Stream.generate(RateTest::call)
                .limit(200)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        refusal.then()
                .contentType("application/problem+json")
                .body("code", equalTo("too_many_requests"))
                .header("Retry-After", equalTo("1"))
                .header("RateLimit-Policy", equalTo("\"default\";q=2;w=2"))
                .header("RateLimit", equalTo("\"default\";r=0;t=1"));
        given().get("/q/health/live").then().statusCode(200);
        given().header("Authorization", "Bearer the-operators-own-token")
                .get("/")
                .then()
                .statusCode(200);
        await().atMost(LONG_ENOUGH).until(() -> call().statusCode() == 200);
        assertThat(call().getHeader("RateLimit")).startsWith("\"default\";r=");
    }
}
