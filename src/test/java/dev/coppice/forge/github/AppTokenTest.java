package dev.coppice.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.ForgeServer;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.ForgeServer.Asked;
import dev.coppice.forge.http.HostCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GitHub App says who it is by a signature, and gets a token for one project. */
class AppTokenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair keys = keys();
    private Instant end = Instant.now().plus(Duration.ofHours(1));
    private ForgeServer server;

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server = new ForgeServer(0, "/api/v3", this::checked);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer checked(Asked request) {
        var answer = answer(request);
        Description.installed().ifPresent(known -> {
            assertThat(known.objections(request)).isEmpty();
            assertThat(known.objections(request, answer)).isEmpty();
        });
        return answer;
    }

    private Answer answer(Asked request) {
        if (!isSigned(request.header("Authorization"))) {
            return Answer.message(401, "A JSON web token could not be decoded");
        }
        var description = Description.installed();
        if (request.path().equals("/repos/acme/weather/installation")) {
            return Answer.json(200, object(description.map(known -> known.example("installation")), "id", 77));
        }
        var token = JSON.createObjectNode().put("token", "ghs_x").put("expires_at", end.toString());
        return request.path().equals("/app/installations/77/access_tokens")
                ? Answer.json(201, token)
                : Answer.message(404, "Not Found");
    }

    private static JsonNode object(Optional<JsonNode> example, String name, int value) {
        var object = JSON.createObjectNode();
        example.ifPresent(found -> found.properties().forEach(field -> object.set(field.getKey(), field.getValue())));
        return object.put(name, value);
    }

    private boolean isSigned(String header) {
        try {
            var part = header.substring("Bearer ".length()).split("\\.", -1);
            var claims = JSON.readTree(Base64.getUrlDecoder().decode(part[1]));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((part[0] + "." + part[1]).getBytes(StandardCharsets.US_ASCII));
            long life = claims.path("exp").asLong() - claims.path("iat").asLong();
            return signature.verify(Base64.getUrlDecoder().decode(part[2]))
                    && claims.path("iss").asText().equals("4711")
                    && life > 0
                    && life <= 600;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private AppToken token(String pem) {
        var calls = new HostCalls("hub", URI.create(server.address() + "/api/v3"), () -> "none");
        return new AppToken(calls, "4711", () -> pem, "acme/weather");
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    /** The older form is what the newer one wraps, after a head that is as long for every key of this size. */
    private byte[] older() {
        byte[] newer = keys.getPrivate().getEncoded();
        return Arrays.copyOfRange(newer, 26, newer.length);
    }

    @Test
    void aTokenIsAskedForOnceAnHour() {
        var token = token(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));

        assertThat(token.token()).isEqualTo("ghs_x");
        assertThat(token.token()).isEqualTo("ghs_x");

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void oneThatIsNearItsEndIsRenewed() {
        end = Instant.now().plus(Duration.ofMinutes(2));
        var token = token(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        token.token();

        token.token();

        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void theKeyIsReadInTheFormThatGitHubGivesOut() {
        assertThat(token(pem("RSA PRIVATE KEY", older())).token()).isEqualTo("ghs_x");
    }

    @Test
    void whatIsNoKeyIsToldWithoutShowingIt() {
        var token = token("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----");

        assertThatThrownBy(token::token)
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("no RSA key")
                .hasMessageNotContaining("c2VjcmV0");
    }
}
