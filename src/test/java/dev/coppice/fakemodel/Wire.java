package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One answer over HTTP, as one object or as a stream of events. */
record Wire(HttpExchange exchange) {

    void object(int status, JsonNode object) throws IOException {
        byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("request-id", Api.id("req_"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What the answer to come says of the account's limit, in the headers of an account with a plan. */
    void limitUntil(long second) {
        var headers = exchange.getResponseHeaders();
        for (String limit : List.of("anthropic-ratelimit-unified-", "anthropic-ratelimit-unified-5h-")) {
            headers.set(limit + "status", "rejected");
            headers.set(limit + "reset", Long.toString(second));
        }
        headers.set("anthropic-ratelimit-unified-representative-claim", "five_hour");
        headers.set("anthropic-ratelimit-unified-5h-utilization", "1.0");
    }

    void beginStream() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("request-id", Api.id("req_"));
        exchange.sendResponseHeaders(200, 0);
    }

    /** An event that is named by its type. */
    void event(JsonNode event) throws IOException {
        write("event: " + event.get("type").asText() + "\ndata: " + event + "\n\n");
    }

    /** An event without a name. */
    void data(String data) throws IOException {
        write("data: " + data + "\n\n");
    }

    void endStream() {
        exchange.close();
    }

    private void write(String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }
}
