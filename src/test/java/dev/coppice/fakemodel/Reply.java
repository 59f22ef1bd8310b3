package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Sends answers in the form of the Messages API, as one object or as a stream of events. */
record Reply(HttpExchange exchange, Conversation talk) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INPUT_TOKENS = 1000;
    private static final int OUTPUT_TOKENS = 50;

    void send(Turn turn) throws IOException {
        switch (turn) {
            case Turn.Text(var text) -> message(JSON.createArrayNode().add(text(text)), "end_turn");
            case Turn.Tool tool ->
                message(JSON.createArrayNode().add(text("Working.")).add(use(tool)), "tool_use");
            case Turn.Refusal(int status, var text) -> object(status, error(status, text));
            case Turn.Silence() -> waitForEver();
            case Turn.Break() -> breakOff();
        }
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
        }
    }

    private void breakOff() throws IOException {
        beginStream();
        event(start());
        throw new IOException("this connection is cut, as the scenario wants it");
    }

    private void message(ArrayNode blocks, String stopReason) throws IOException {
        if (talk.wantsStream()) {
            stream(blocks, stopReason);
        } else {
            var whole = empty();
            whole.set("content", blocks);
            whole.put("stop_reason", stopReason);
            object(200, whole);
        }
    }

    private void stream(ArrayNode blocks, String stopReason) throws IOException {
        beginStream();
        event(start());
        for (int index = 0; index < blocks.size(); index++) {
            block(index, (ObjectNode) blocks.get(index));
        }
        var end = typed("message_delta");
        end.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", OUTPUT_TOKENS);
        event(end);
        event(typed("message_stop"));
        exchange.close();
    }

    private void block(int index, ObjectNode block) throws IOException {
        var begin = typed("content_block_start").put("index", index);
        var delta = typed("content_block_delta").put("index", index);
        if (block.has("input")) {
            begin.set("content_block", block.deepCopy().set("input", JSON.createObjectNode()));
            delta.putObject("delta")
                    .put("type", "input_json_delta")
                    .put("partial_json", block.get("input").toString());
        } else {
            begin.set("content_block", text(""));
            delta.putObject("delta")
                    .put("type", "text_delta")
                    .put("text", block.get("text").asText());
        }
        event(begin);
        event(delta);
        event(typed("content_block_stop").put("index", index));
    }

    private ObjectNode start() {
        var start = typed("message_start");
        start.set("message", empty());
        return start;
    }

    private ObjectNode empty() {
        var message = typed("message");
        message.put("id", id("msg_")).put("role", "assistant").put("model", talk.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage").put("input_tokens", INPUT_TOKENS).put("output_tokens", OUTPUT_TOKENS);
        return message;
    }

    private static ObjectNode text(String text) {
        return typed("text").put("text", text);
    }

    private static ObjectNode use(Turn.Tool tool) {
        var use = typed("tool_use").put("id", id("toolu_")).put("name", tool.name());
        use.set("input", JSON.valueToTree(tool.input()));
        return use;
    }

    private static ObjectNode error(int status, String text) {
        var error = typed("error");
        error.putObject("error").put("type", errorType(status)).put("message", text);
        return error;
    }

    private static String errorType(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }

    private static ObjectNode typed(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    void object(int status, JsonNode object) throws IOException {
        byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("request-id", id("req_"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void beginStream() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("request-id", id("req_"));
        exchange.sendResponseHeaders(200, 0);
    }

    private void event(ObjectNode event) throws IOException {
        var text = "event: " + event.get("type").asText() + "\ndata: " + event + "\n\n";
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }
}
