package dev.coppice.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every route there is asks for a right, whatever was added since this was written. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class RightsTest {

    @Inject
    ApiTokens tokens;

    @TestHTTPResource
    URI service;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger strangers = new AtomicInteger();

    /** Some answers are streams that end with their connection. */
    @AfterEach
    void leave() {
        http.shutdownNow();
    }

    @Test
    void everyRouteSaysWhoGetsToIt() {
        assertThat(EveryRoute.all())
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        route -> assertThat(route.isOpenToAll() ^ route.needed().isPresent())
                                .as("%s has @Needs or is @OpenToAll", route)
                                .isTrue());
        assertThat(EveryRoute.all().filter(EveryRoute.Called::isOpenToAll))
                .extracting(EveryRoute.Called::path)
                .containsExactly("/health");
    }

    @Test
    void everyRouteThatCouldChangeSomethingIsWrittenDown() {
        assertThat(EveryRoute.all().filter(route -> !route.verb().equals("GET")))
                .allSatisfy(route ->
                        assertThat(route.action()).as("%s is @Audited", route).isPresent());
        assertThat(EveryRoute.all().filter(route -> route.verb().equals("GET")))
                .allSatisfy(route -> assertThat(route.action()).as("%s", route).isEmpty());
    }

    @Test
    void aWrongTokenGetsToNoRouteButThoseThatStandOpen() {
        var guessed = "cpc_" + "x".repeat(43);

        assertThat(EveryRoute.all()).allSatisfy(route -> {
            var answer = callFromElsewhere(route, guessed);
            assertThat(answer.statusCode()).as("%s", route).isEqualTo(route.isOpenToAll() ? 200 : 401);
            if (!route.isOpenToAll()) {
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
            }
        });
    }

    @Test
    void aTokenWhoseScopeIsTooSmallIsToldWhichOneItTakes() {
        var read = token(Right.READ);
        var run = token(Right.RUN);

        assertThat(EveryRoute.all()
                        .filter(route ->
                                route.needed().filter(Right.READ::includes).isEmpty()))
                .filteredOn(route -> !route.isOpenToAll())
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> {
                    assertForbidden(route, read);
                    if (route.needed().orElseThrow() == Right.ADMIN) {
                        assertForbidden(route, run);
                        assertForbidden(route, "");
                    }
                });
    }

    private void assertForbidden(EveryRoute.Called route, String token) throws Exception {
        var answer = call(route, token);
        var needed = route.needed().orElseThrow().word();

        assertThat(answer.statusCode()).as("%s", route).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"");
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo("insufficient_scope");
        assertThat(problem.path("detail").asText()).contains("needs the scope " + needed);
    }

    @Test
    void aTokenOfTheRightScopeGetsToEveryRoute() {
        assertThat(EveryRoute.all().filter(route -> !route.isOpenToAll())).allSatisfy(route -> {
            var answer = call(route, token(route.needed().orElseThrow()));

            assertThat(answer.statusCode())
                    .as("%s", route)
                    .isNotIn(401, 403, 405, 429)
                    .isLessThan(500);
        });
    }

    private String token(Right scope) {
        var name = "rights-" + UUID.randomUUID().toString().substring(0, 8);
        return tokens.issue(new NewToken(name, scope, Optional.empty(), Optional.empty()), "operator")
                .orElseThrow()
                .secret()
                .text();
    }

    /** Each time from another address, because one that sends so many wrong tokens is not heard any more. */
    private HttpResponse<InputStream> callFromElsewhere(EveryRoute.Called route, String token) throws Exception {
        var address = InetAddress.getByName("127.0.8." + strangers.incrementAndGet());
        try (var stranger = HttpClient.newBuilder().localAddress(address).build()) {
            return stranger.send(request(route, token), HttpResponse.BodyHandlers.ofInputStream());
        }
    }

    /** Without waiting for the end of an answer that may have none. */
    private HttpResponse<InputStream> call(EveryRoute.Called route, String token) throws Exception {
        return http.send(request(route, token), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(EveryRoute.Called route, String token) {
        var request = HttpRequest.newBuilder(service.resolve(route.path()))
                .header("Content-Type", "application/json")
                .method(
                        route.verb(),
                        route.verb().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }
}
