package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Where a session of Dagger answers on this machine. */
final class Endpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_OF_A_REASON = 1000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(TO_CONNECT)
            .build();
    private final URI address;
    private final String authorization;

    /** The token is the session's secret. */
    Endpoint(int port, String token) {
        this.address = URI.create("http://127.0.0.1:" + port + "/query");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for the answer, for as long as the limit; {@link #close} makes it fail at once. */
    Reply ask(Query query, Duration limit) throws InterruptedException {
        try {
            var body = Map.of("query", query.text(), "variables", query.variables());
            var request = HttpRequest.newBuilder(address)
                    .timeout(limit)
                    .header("Authorization", authorization)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            return read(http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES)));
        } catch (JsonProcessingException e) {
            return new Reply.Failed("the session of dagger does not answer in JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Reply.Failed("the session of dagger does not answer: " + e);
        }
    }

    private static Reply read(HttpResponse<String> response) throws JsonProcessingException {
        if (response.statusCode() == 401) {
            return new Reply.Failed("the session of dagger does not take its token");
        }
        var answer = JSON.readTree(response.body());
        var errors = answer.path("errors");
        if (!errors.isEmpty()) {
            return new Reply.Failed(reason(errors));
        }
        return answer.path("data").isObject()
                ? new Reply.Data(answer.path("data"))
                : new Reply.Failed("the session of dagger answers with status " + response.statusCode());
    }

    private static String reason(JsonNode errors) {
        var words = errors.path(0).path("message").asText("an error without words");
        return words.length() <= MOST_OF_A_REASON ? words : words.substring(0, MOST_OF_A_REASON) + " …";
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
