package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** Anthropic's Messages API, as the Claude CLI speaks it. */
final class MessagesApi implements Api {

    @Override
    public Conversation read(String path, JsonNode request) {
        var results = request.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .filter(block -> block.path("type").asText().equals("tool_result"))
                .count();
        return new Conversation(
                request.path("model").asText("fake-model"),
                request.path("stream").asBoolean(),
                (int) results,
                request.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").asText())
                        .toList(),
                said("user", request),
                Api.texts(request.path("system")) + "\n" + said("system", request));
    }

    private static String said(String role, JsonNode request) {
        var words = new StringBuilder();
        request.path("messages")
                .valueStream()
                .filter(message -> message.path("role").asText().equals(role))
                .forEach(message ->
                        words.append(Api.texts(message.path("content"))).append('\n'));
        return words.toString();
    }

    @Override
    public void say(String text, Conversation talk, Wire wire) throws IOException {
        message(JSON.createArrayNode().add(text(text)), "end_turn", talk, wire);
    }

    @Override
    public void use(Turn.Tool tool, Conversation talk, Wire wire) throws IOException {
        message(JSON.createArrayNode().add(text("Working.")).add(use(tool)), "tool_use", talk, wire);
    }

    @Override
    public void begin(Conversation talk, Wire wire) throws IOException {
        wire.event(start(talk));
    }

    @Override
    public JsonNode error(int status, String text) {
        var error = Api.typed("error");
        error.putObject("error").put("type", errorType(status)).put("message", text);
        return error;
    }

    private void message(ArrayNode blocks, String stopReason, Conversation talk, Wire wire) throws IOException {
        if (talk.wantsStream()) {
            stream(blocks, stopReason, talk, wire);
        } else {
            var whole = empty(talk);
            whole.set("content", blocks);
            whole.put("stop_reason", stopReason);
            wire.object(200, whole);
        }
    }

    private void stream(ArrayNode blocks, String stopReason, Conversation talk, Wire wire) throws IOException {
        wire.beginStream();
        begin(talk, wire);
        for (int index = 0; index < blocks.size(); index++) {
            block(index, (ObjectNode) blocks.get(index), wire);
        }
        var end = Api.typed("message_delta");
        end.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", OUTPUT_TOKENS);
        wire.event(end);
        wire.event(Api.typed("message_stop"));
        wire.endStream();
    }

    private static void block(int index, ObjectNode block, Wire wire) throws IOException {
        var begin = Api.typed("content_block_start").put("index", index);
        var delta = Api.typed("content_block_delta").put("index", index);
        if (block.has("input")) {
            begin.set("content_block", block.deepCopy().set("input", Api.object()));
            delta.putObject("delta")
                    .put("type", "input_json_delta")
                    .put("partial_json", block.get("input").toString());
        } else {
            begin.set("content_block", text(""));
            delta.putObject("delta")
                    .put("type", "text_delta")
                    .put("text", block.get("text").asText());
        }
        wire.event(begin);
        wire.event(delta);
        wire.event(Api.typed("content_block_stop").put("index", index));
    }

    private static ObjectNode start(Conversation talk) {
        var start = Api.typed("message_start");
        start.set("message", empty(talk));
        return start;
    }

    private static ObjectNode empty(Conversation talk) {
        var message = Api.typed("message");
        message.put("id", Api.id("msg_")).put("role", "assistant").put("model", talk.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage").put("input_tokens", INPUT_TOKENS).put("output_tokens", OUTPUT_TOKENS);
        return message;
    }

    private static ObjectNode text(String text) {
        return Api.typed("text").put("text", text);
    }

    private static ObjectNode use(Turn.Tool tool) {
        return switch (tool) {
            case Turn.Write(var path, var content) -> use("Write", Map.of("file_path", path, "content", content));
            case Turn.Run(var command) ->
                use("Bash", Map.of("command", command, "description", "as the test wants it"));
        };
    }

    private static ObjectNode use(String name, Map<String, String> input) {
        var use = Api.typed("tool_use").put("id", Api.id("toolu_")).put("name", name);
        use.set("input", JSON.valueToTree(input));
        return use;
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
}
