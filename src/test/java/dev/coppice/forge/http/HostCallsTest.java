package dev.coppice.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.ForgeServer;
import dev.coppice.forge.ForgeServer.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token goes to one API and nowhere else, and whatever is answered becomes a yes or a failure that holds no secret. */
class HostCallsTest {

    private static final String TOKEN = "the-secret-token";

    private ForgeServer server;
    private ForgeServer other;
    private HostCalls calls;
    private volatile Answer answer = Answer.message(200, "fine");
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void start() {
        server = new ForgeServer(0, "/api", _ -> answer);
        other = new ForgeServer(0, "/", _ -> Answer.message(200, "mine now"));
        calls = new HostCalls("hub", URI.create(server.address() + "/api"), () -> TOKEN);
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
        other.close();
    }

    private Reply get(URI target) {
        return calls.send("GET", target, Map.of("Accept", "application/json"), new byte[0]);
    }

    private ForgeFailure failure(URI target) {
        return catchThrowableOfType(ForgeFailure.class, () -> get(target));
    }

    private ForgeFailure failure(Answer given) {
        answer = given;
        return failure(calls.at("/x"));
    }

    @Test
    void aCallCarriesTheTokenAndNothingElseOfCoppices() {
        var reply = get(calls.at("/x?y=z"));

        assertThat(reply.status()).isEqualTo(200);
        var asked = server.asked().getFirst();
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(asked.query()).isEqualTo("y=z");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectionIsFollowed(int status) {
        var failure = failure(new Answer(status, Map.of("Location", other.address() + "/api/x"), ""));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.REFUSED);
        assertThat(failure).hasMessageContaining("has the project moved?");
        assertThat(other.asked()).isEmpty();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void nothingOutsideTheApiIsCalled() {
        var places = List.of(
                other.address() + "/api/x",
                server.address() + "/elsewhere",
                server.address() + "/apix/y",
                server.address() + "/api/../elsewhere",
                server.address().replace("http:", "https:") + "/api/x");

        assertThat(places)
                .allSatisfy(
                        place -> assertThat(failure(URI.create(place)).kind()).isEqualTo(ForgeFailure.Kind.REFUSED));
        assertThat(server.asked()).isEmpty();
        assertThat(other.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED", "401, LATER", "403, LATER", "404, LATER", "405, MOVED", "406, MOVED", "408, LATER",
                "409, MOVED",
        "410, REFUSED", "418, REFUSED", "422, REFUSED", "429, LATER", "500, LATER", "502, LATER", "503, LATER",
                "504, LATER"
    })
    void eachStatusHasItsMeaning(int status, ForgeFailure.Kind kind) {
        assertThat(failure(Answer.message(status, "so")).kind()).isEqualTo(kind);
    }

    @Test
    void whatItSaysIsToldOnOneLineWithoutTheTokenAndNotAtLength() {
        var failure = failure(Answer.message(422, "no\u001b[31m\nnot with " + TOKEN + " " + "x".repeat(1000)));

        assertThat(failure.getMessage())
                .startsWith("the forge hub refuses that (422): no not with [redacted] xxx")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>nginx</html>", "{\"mess", "[]", "null", "{\"message\": {\"base\": [\"is taken\"]}}"})
    void garbageIsNoReasonToFallOver(String body) {
        var failure = failure(new Answer(503, Map.of(), body));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
        assertThat(failure.getMessage())
                .startsWith("the forge hub is out of order (503)")
                .doesNotContain("nginx");
    }

    @Test
    void aYesThatIsNoJsonIsAskedForAgain() {
        answer = new Answer(200, Map.of(), "<html>");

        var failure = catchThrowableOfType(ForgeFailure.class, () -> new JsonCalls(calls).get("/x"));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        var failure = failure(new Answer(200, Map.of(), "x".repeat(9 << 20)));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLong() {
        var silent = new ForgeServer(0, "/slow", _ -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer;
        });
        var patient = new HostCalls("hub", URI.create(silent.address() + "/slow"), () -> TOKEN, Duration.ofMillis(200));

        var failure = catchThrowableOfType(
                ForgeFailure.class, () -> patient.send("GET", patient.at("/x"), Map.of(), new byte[0]));

        assertThat(failure).hasMessageContaining("did not answer");
        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
        over.countDown();
        silent.close();
    }

    @Test
    void aPortThatNobodyListensOnIsAskedAgainLater() {
        server.close();

        assertThat(failure(calls.at("/x")).kind()).isEqualTo(ForgeFailure.Kind.LATER);
    }

    private static Optional<Duration> pause(int status, Map<String, String> headers, String body) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new RateLimit(new Reply(status, lists, body.getBytes(StandardCharsets.UTF_8)))
                .pause(Instant.ofEpochSecond(1_000));
    }

    @Test
    void aLimitSaysForHowLong() {
        assertThat(pause(429, Map.of("retry-after", "17"), "")).contains(Duration.ofSeconds(17));
        assertThat(pause(403, Map.of("retry-after", "17"), "")).contains(Duration.ofSeconds(17));
        assertThat(pause(429, Map.of("retry-after", "Thu, 01 Jan 1970 00:17:40 GMT"), ""))
                .contains(Duration.ofMinutes(1));
        assertThat(pause(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1300"), ""))
                .contains(Duration.ofMinutes(5));
        assertThat(pause(429, Map.of("ratelimit-remaining", "0", "ratelimit-reset", "1300"), ""))
                .contains(Duration.ofMinutes(5));
        assertThat(pause(403, Map.of(), "You have exceeded a secondary rate limit"))
                .contains(Duration.ofMinutes(1));
        assertThat(pause(429, Map.of(), "")).contains(Duration.ofMinutes(1));
    }

    @Test
    void noLimitIsTakenForEverOrForNothing() {
        assertThat(pause(429, Map.of("retry-after", "999999999"), "")).contains(Duration.ofDays(1));
        assertThat(pause(429, Map.of("retry-after", "0"), "")).contains(Duration.ofSeconds(1));
        assertThat(pause(429, Map.of("retry-after", "soon"), "")).contains(Duration.ofMinutes(1));
        assertThat(pause(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1"), ""))
                .contains(Duration.ofSeconds(1));
        assertThat(pause(403, Map.of("x-ratelimit-remaining", "59"), "")).isEmpty();
        assertThat(pause(500, Map.of("retry-after", "17"), "")).isEmpty();
    }
}
