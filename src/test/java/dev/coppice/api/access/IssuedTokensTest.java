package dev.coppice.api.access;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.ApiTokens;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.access.issuer.TestIssuer;
import dev.coppice.api.ApiResource;
import dev.coppice.api.Problem;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tokens of an identity provider, which is a real one but for its manners. */
@QuarkusTest
@TestProfile(IssuerProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IssuedTokensTest {

    private static final String LIST = "/api/v1/autonomous";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not there before the first test has seen what happens without. */
    private static TestIssuer issuer;

    @TestHTTPResource
    URI service;

    @Inject
    ApiTokens tokens;

    @ConfigProperty(name = "coppice.access.oidc.issuer")
    String name;

    @ConfigProperty(name = "coppice.api.repositories")
    String repository;

    @AfterAll
    static void stop() {
        issuer.close();
        issuer = null;
    }

    private void startIssuer() throws IOException {
        issuer = TestIssuer.on(URI.create(name).getPort());
    }

    @BeforeEach
    void beThere() throws Exception {
        if (issuer == null) {
            try (var before = TestIssuer.on(0)) {
                whileTheIssuerIsAway(before);
            }
            startIssuer();
            await().until(() -> call(issuer.token(Map.of())).statusCode() == 200);
        }
    }

    /** Once, before the issuer is there. */
    private void whileTheIssuerIsAway(TestIssuer other) throws Exception {
        var token = other.token(Map.of("iss", name));
        var elsewhere = address();
        for (int number = 0; number < 25; number++) {
            var answer = call("GET", LIST, token, "", elsewhere);
            assertProblem(answer, 503, "issuer_unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        assertProblem(call(""), 401, "unauthorized");
        assertProblem(call("cpc_" + "x".repeat(43)), 401, "unauthorized");
        assertThat(call(ApiResource.OPERATOR).statusCode()).isEqualTo(200);
        assertThat(call("GET", "/q/health/ready", "", "", elsewhere).body())
                .contains("\"state\": \"silent\"")
                .contains("\"status\": \"UP\"");
    }

    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "127.0." + (16 + number / 200) + "." + (1 + number % 200);
    }

    private HttpResponse<String> call(String token) throws Exception {
        return call("GET", LIST, token, "", address());
    }

    private HttpResponse<String> call(
            String verb, String path, String token, String body, String from, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(service.resolve(path)).header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(
                verb, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(from))
                .build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        assertThat(json(answer).path("code").asText()).isEqualTo(code);
        assertThat(answer.headers().map().keySet()).doesNotContain("set-cookie", "location");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Test
    @Order(1)
    void aNewKeyIsAskedForAtOnceAndUnknownOnesNotAgainForAWhile() throws Exception {
        issuer.newRsa("next");
        int before = issuer.fetches();

        var token =
                TestIssuer.signed(Map.of("alg", "RS256", "kid", "next"), issuer.claims(Map.of()), issuer.key("next"));

        assertThat(call(token).statusCode()).isEqualTo(200);
        assertThat(issuer.fetches()).isEqualTo(before + 1);
        for (int number = 0; number < 10; number++) {
            var unknown = TestIssuer.signed(
                    Map.of("alg", "RS256", "kid", "unknown" + number), issuer.claims(Map.of()), issuer.key("rsa"));
            assertProblem(call(unknown), 401, "unauthorized");
        }
        assertThat(issuer.fetches()).isEqualTo(before + 1);
        assertThat(call(issuer.token(Map.of())).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenSignedByACurveIsAsGood() throws Exception {
        var token = TestIssuer.signed(Map.of("alg", "ES256", "kid", "ec"), issuer.claims(Map.of()), issuer.key("ec"));

        assertThat(call(token).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatProvesNothingOpensNothing() throws Exception {
        for (var wrong : wrong().entrySet()) {
            var answer = call(wrong.getValue());

            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(401);
            assertProblem(answer, 401, "unauthorized");
            assertThat(json(answer).path("detail").asText())
                    .as(wrong.getKey())
                    .isEqualTo("this token opens nothing; it is wrong, expired or revoked");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
    }

    private Map<String, String> wrong() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        var good = issuer.token(Map.of("scope", "coppice:admin"));
        var parts = good.split("\\.", -1);
        var rsa = Map.of("alg", "RS256", "kid", "rsa");
        var claims = issuer.claims(Map.of("scope", "coppice:admin"));
        var stranger = TestIssuer.generate("RSA", 2048);
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("of another issuer", issuer.token(Map.of("iss", "https://id.example")));
        wrong.put("of none", issuer.token(Map.of("iss", "")));
        wrong.put("for somebody else", issuer.token(Map.of("aud", "another")));
        wrong.put("for nobody", issuer.token(Map.of("aud", "")));
        wrong.put("expired", issuer.token(Map.of("exp", now - 5)));
        wrong.put("for ever", issuer.token(Map.of("exp", "")));
        wrong.put("not valid yet", issuer.token(Map.of("nbf", now + 300)));
        wrong.put("of nobody", issuer.token(Map.of("sub", "")));
        wrong.put("signed by another", TestIssuer.signed(rsa, claims, stranger));
        wrong.put(
                "signed by another curve",
                TestIssuer.signed(Map.of("alg", "ES256", "kid", "rsa"), claims, TestIssuer.generate("EC", 256)));
        wrong.put("not signed", TestIssuer.part(Map.of("alg", "none")) + "." + parts[1] + ".");
        wrong.put(
                "not signed, with a signature",
                TestIssuer.part(Map.of("alg", "none", "kid", "rsa")) + "." + parts[1] + "." + parts[2]);
        wrong.put("signed with the public key as a secret", hmac(claims));
        wrong.put("signed with the public key as a secret, by its text", hmacOfText(claims));
        wrong.put(
                "with other claims",
                parts[0] + "." + TestIssuer.part(issuer.claims(Map.of("sub", "root"))) + "." + parts[2]);
        wrong.put(
                "with its own key in it",
                TestIssuer.signed(Map.of("alg", "RS256", "jku", "http://127.0.0.1:1/keys"), claims, stranger));
        wrong.put(
                "that demands what nobody knows",
                TestIssuer.signed(
                        Map.of("alg", "RS256", "kid", "rsa", "crit", List.of("x"), "x", 1), claims, issuer.key("rsa")));
        wrong.put("in two parts", parts[0] + "." + parts[1]);
        wrong.put("in five parts", good + ".x.y");
        wrong.put("of no JSON", "eHh4.eHh4.eHh4");
        wrong.put("of one letter each", "a.b.c");
        wrong.put("huge", parts[0] + "." + "x".repeat(12_000) + "." + parts[2]);
        return wrong;
    }

    private String hmac(Map<String, ?> claims) throws GeneralSecurityException {
        return hmac(claims, issuer.key("rsa").getPublic().getEncoded());
    }

    private String hmacOfText(Map<String, ?> claims) throws GeneralSecurityException {
        var text = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(issuer.key("rsa").getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return hmac(claims, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static String hmac(Map<String, ?> claims, byte[] secret) throws GeneralSecurityException {
        var text = TestIssuer.part(Map.of("alg", "HS256", "kid", "rsa")) + "." + TestIssuer.part(claims);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return text + "." + TestIssuer.encoded(mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Test
    void aTokenThatDoesNotFitIntoARequestIsNotLookedAt() throws Exception {
        assertThat(call("x.".repeat(60_000)).statusCode()).isEqualTo(431);
    }

    @Test
    void aTokenWithoutARightIsToldSo() throws Exception {
        assertProblem(call(issuer.token(Map.of("scope", ""))), 403, "insufficient_scope");
        assertProblem(call(issuer.token(Map.of("scope", "openid email"))), 403, "insufficient_scope");
    }

    @Test
    void aTokenGetsAsFarAsItsRightEachTimeItComes() throws Exception {
        var read = issuer.token(Map.of("scope", "openid coppice:read"));
        var run = issuer.token(Map.of("scope", List.of("coppice:run")));
        var admin = issuer.token(Map.of("scope", "coppice:admin", "sub", "root"));
        var start = "{\"plan_text\": \"x\"}";

        for (int time = 0; time < 2; time++) {
            assertThat(call(read).statusCode()).isEqualTo(200);
            assertThat(call(run).statusCode()).isEqualTo(200);
            assertProblem(call("POST", LIST + "/start", read, start, address()), 403, "insufficient_scope");
            assertProblem(call("GET", "/api/v1/audit", read, "", address()), 403, "insufficient_scope");
            assertProblem(call("GET", "/api/v1/audit", run, "", address()), 403, "insufficient_scope");
            assertThat(call("GET", "/api/v1/audit", admin, "", address()).statusCode())
                    .isEqualTo(200);
            assertProblem(
                    call("POST", "/api/v1/tokens", admin, "{\"name\": \"heir\", \"scope\": \"admin\"}", address()),
                    403,
                    "operator_only");
        }
    }

    private static String plan() {
        return "{\"plan_text\": \"## Batch 1: B\\n\\n### Task 1.1: T\\n\\n```sh\\ntrue\\n```\\n\"}";
    }

    @Test
    void repositoriesThatATokenDoesNotNameDoNotExistForIt() throws Exception {
        var folder = String.valueOf(Path.of(repository).getFileName());
        var ours = issuer.token(Map.of("scope", "coppice:run", "projects", List.of("other", folder)));
        var theirs = issuer.token(Map.of("scope", "coppice:run", "projects", "other"));
        var nobodys = issuer.token(Map.of("scope", "coppice:run", "projects", "*"));

        var started = call("POST", LIST + "/start", ours, plan(), address());

        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var execution = json(started).path("execution_id").asText();
        var status = call("GET", LIST + "/" + execution + "/status", ours, "", address());
        assertThat(json(status).path("started_by").asText()).isEqualTo("oidc:alice");
        for (var other : List.of(theirs, nobodys)) {
            assertProblem(
                    call("GET", LIST + "/" + execution + "/status", other, "", address()), 404, "execution_not_found");
            assertThat(call("POST", LIST + "/start", other, plan(), address()).statusCode())
                    .isIn(403, 404);
            assertThat(json(call(other)).path("executions")).isEmpty();
        }
        assertThat(call("POST", LIST + "/" + execution + "/cancel", ours, "", address())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverRepeatsARequestWithANewTokenIsTheSame() throws Exception {
        var folder = String.valueOf(Path.of(repository).getFileName());
        var claims = Map.of("scope", "coppice:run", "projects", folder, "sub", "repeater");
        var first = call("POST", LIST + "/start", issuer.token(claims), plan(), address(), "Idempotency-Key", "again");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        var later = issuer.token(Map.of("scope", "coppice:run", "projects", folder, "sub", "repeater", "jti", "2"));
        var second = call("POST", LIST + "/start", later, plan(), address(), "Idempotency-Key", "again");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void whoeverGuessesIsNotHeardAnyMoreWhateverComesThen() throws Exception {
        var guesser = address();
        for (int number = 0; number < 20; number++) {
            assertThat(call("GET", LIST, issuer.token(Map.of("aud", "x" + number)), "", guesser)
                            .statusCode())
                    .isEqualTo(401);
        }

        assertProblem(call("GET", LIST, issuer.token(Map.of()), "", guesser), 429, "too_many_wrong_tokens");
        assertThat(call(issuer.token(Map.of())).statusCode()).isEqualTo(200);
    }

    @Test
    void coppicesOwnTokensGoOn() throws Exception {
        var own = tokens.issue(
                        new NewToken("beside-the-issuer", Right.READ, Optional.empty(), Optional.empty()), "operator")
                .orElseThrow();

        assertThat(call(own.secret().text()).statusCode()).isEqualTo(200);
        assertThat(call(ApiResource.OPERATOR).statusCode()).isEqualTo(200);
        assertProblem(call(""), 401, "unauthorized");
    }
}
