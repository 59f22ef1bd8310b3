package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** OpenAI's Chat Completions API, as opencode speaks it to providers of the user's own. */
final class ChatApi implements Api {

    @Override
    public Conversation read(String path, JsonNode request) {
        var results = request.path("messages")
                .valueStream()
                .filter(message -> message.path("role").asText().equals("tool"))
                .count();
        return new Conversation(
                request.path("model").asText("fake-model"),
                request.path("stream").asBoolean(),
                (int) results,
                request.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("function").path("name").asText())
                        .toList(),
                said("user", request),
                said("system", request));
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
        answer(assistant().put("content", text), "stop", talk, wire);
    }

    @Override
    public void use(Turn.Tool tool, Conversation talk, Wire wire) throws IOException {
        var message = assistant().putNull("content");
        message.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", Api.id("call_"))
                .put("type", "function")
                .set("function", function(tool));
        answer(message, "tool_calls", talk, wire);
    }

    private static ObjectNode function(Turn.Tool tool) {
        return switch (tool) {
            case Turn.Write(var path, var content) -> function("write", Map.of("filePath", path, "content", content));
            case Turn.Run(var command) ->
                function("bash", Map.of("command", command, "description", "as the test wants it"));
        };
    }

    private static ObjectNode function(String name, Map<String, String> arguments) {
        return Api.object()
                .put("name", name)
                .put("arguments", JSON.valueToTree(arguments).toString());
    }

    @Override
    public void begin(Conversation talk, Wire wire) throws IOException {
        wire.data(chunk(talk, assistant().put("content", "I "), null).toString());
    }

    @Override
    public JsonNode error(int status, String text) {
        return openAiError(status, text);
    }

    static JsonNode openAiError(int status, String text) {
        var error = Api.object();
        error.putObject("error")
                .put("message", text)
                .put("type", "error_" + status)
                .put("code", "error_" + status)
                .putNull("param");
        return error;
    }

    private static void answer(ObjectNode message, String reason, Conversation talk, Wire wire) throws IOException {
        if (!talk.wantsStream()) {
            var whole = part(talk, "chat.completion");
            whole.putArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put("finish_reason", reason)
                    .set("message", message);
            wire.object(200, whole.set("usage", usage()));
            return;
        }
        wire.beginStream();
        wire.data(chunk(talk, message, null).toString());
        wire.data(chunk(talk, Api.object(), reason).toString());
        var last = part(talk, "chat.completion.chunk");
        last.putArray("choices");
        wire.data(last.set("usage", usage()).toString());
        wire.data("[DONE]");
        wire.endStream();
    }

    private static ObjectNode chunk(Conversation talk, ObjectNode delta, String reason) {
        var chunk = part(talk, "chat.completion.chunk");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", reason)
                .set("delta", delta);
        return chunk;
    }

    private static ObjectNode part(Conversation talk, String kind) {
        return Api.object()
                .put("id", Api.id("chatcmpl-"))
                .put("object", kind)
                .put("created", 1)
                .put("model", talk.model());
    }

    private static ObjectNode assistant() {
        return Api.object().put("role", "assistant");
    }

    private static ObjectNode usage() {
        return Api.object()
                .put("prompt_tokens", INPUT_TOKENS)
                .put("completion_tokens", OUTPUT_TOKENS)
                .put("total_tokens", INPUT_TOKENS + OUTPUT_TOKENS);
    }
}
