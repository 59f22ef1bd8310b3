package dev.coppice.trace;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whoever takes the spans. */
final class Collector implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By OTLP, a sender comes again after these, and after no other refusal. */
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final Map<String, String> headers;
    private final Map<String, String> resource;

    Collector(URI address, Map<String, String> headers, Map<String, String> resource) {
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.resource = Map.copyOf(resource);
    }

    /** What became of spans that were sent. */
    sealed interface Receipt {

        record Taken() implements Receipt {}

        /** May be sent once more. */
        record Unanswered(String why) implements Receipt {}

        record Refused(String why) implements Receipt {}
    }

    Receipt send(List<Span> spans) throws InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new OtlpBody(resource, spans).bytes()));
        headers.forEach(request::setHeader);
        try {
            int code = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return code / 100 == 2 ? new Receipt.Taken() : refusal(code);
        } catch (IOException e) {
            return new Receipt.Unanswered(String.valueOf(e));
        }
    }

    private static Receipt refusal(int code) {
        var why = "it answers " + code;
        return AGAIN.contains(code) ? new Receipt.Unanswered(why) : new Receipt.Refused(why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
