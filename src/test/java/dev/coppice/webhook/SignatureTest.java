package dev.coppice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    /** As in the examples of the specification and of its libraries. */
    @Test
    void itIsTheOneThatThePublishedExampleHas() {
        var secret = SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        var headers = Signature.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}",
                List.of(secret));

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everySecretSignsWhileTheyAreExchanged() {
        var signature = Signature.headers(
                        "msg_1", Instant.EPOCH, "{}", List.of(SigningSecret.random(), SigningSecret.random()))
                .get("webhook-signature");

        assertThat(signature).matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void aSecretIsReadAsItIsWritten(int bytes) {
        var text = secret(bytes);

        assertThat(SigningSecret.of(text).orElseThrow().text()).isEqualTo(text);
        assertThat(SigningSecret.of(text).orElseThrow().toString()).doesNotContain(text.substring(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void aSecretOfAnotherLengthIsNone(int bytes) {
        assertThat(SigningSecret.of(secret(bytes))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_???",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatHasNotItsFormIsNone(String text) {
        assertThat(SigningSecret.of(text)).isEmpty();
    }

    private static String secret(int bytes) {
        var key = "k".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }
}
