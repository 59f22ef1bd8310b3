package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a secret is likely to be printed. */
class SecretsTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @ParameterizedTest
    @ValueSource(
            strings = {"simple-secret", "ab/cd/efgh1", "pässwort-1", "one-line-1\nline-two-2", "a<b&c-\"secret\"\\"})
    void eachFormOfASecretIsKnown(String secret) throws JsonProcessingException {
        var forms = Secrets.forms(List.of(secret));

        assertThat(forms)
                .contains(
                        secret,
                        inside(PLAIN.writeValueAsString(secret)),
                        inside(PLAIN.writeValueAsString(secret)).replace("/", "\\/"),
                        inside(ASCII.writeValueAsString(secret)).replaceAll("\\\\u00E4", "\\\\u00e4"),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = "a<b&c-secret")
    void soIsTheFormForPages(String secret) {
        assertThat(Secrets.forms(List.of(secret))).contains("a\\u003cb\\u0026c-secret");
    }

    private static String inside(String json) {
        return json.substring(1, json.length() - 1);
    }
}
