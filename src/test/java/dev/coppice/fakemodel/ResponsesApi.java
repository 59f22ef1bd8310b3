package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** OpenAI's Responses API, as codex speaks it: with a shell and no tool for files. */
final class ResponsesApi implements Api {

    @Override
    public Conversation read(String path, JsonNode request) {
        var results = request.path("input")
                .valueStream()
                .filter(item -> item.path("type").asText().endsWith("_output"))
                .count();
        return new Conversation(
                request.path("model").asText("fake-model"),
                request.path("stream").asBoolean(),
                (int) results,
                request.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").asText(tool.path("type").asText()))
                        .toList(),
                said("user", request),
                request.path("instructions").asText() + "\n" + said("developer", request));
    }

    private static String said(String role, JsonNode request) {
        var words = new StringBuilder();
        request.path("input")
                .valueStream()
                .filter(item -> item.path("role").asText().equals(role))
                .forEach(item -> words.append(Api.texts(item.path("content"))).append('\n'));
        return words.toString();
    }

    @Override
    public void say(String text, Conversation talk, Wire wire) throws IOException {
        var message = Api.typed("message")
                .put("id", Api.id("msg_"))
                .put("role", "assistant")
                .put("status", "completed");
        message.putArray("content")
                .add(Api.typed("output_text").put("text", text).set("annotations", JSON.createArrayNode()));
        answer(message, talk, wire);
    }

    @Override
    public void use(Turn.Tool tool, Conversation talk, Wire wire) throws IOException {
        var name = talk.tool("exec_command", "shell_command", "shell");
        var command = Api.shellCommand(tool);
        var arguments = Api.object();
        switch (name) {
            case "exec_command" -> arguments.put("cmd", command);
            case "shell_command" -> arguments.put("command", command);
            default -> arguments.putArray("command").add("sh").add("-c").add(command);
        }
        answer(
                Api.typed("function_call")
                        .put("id", Api.id("fc_"))
                        .put("call_id", Api.id("call_"))
                        .put("name", name)
                        .put("arguments", arguments.toString())
                        .put("status", "completed"),
                talk,
                wire);
    }

    @Override
    public void begin(Conversation talk, Wire wire) throws IOException {
        wire.event(created(Api.id("resp_")));
    }

    @Override
    public JsonNode error(int status, String text) {
        return ChatApi.openAiError(status, text);
    }

    private static void answer(ObjectNode item, Conversation talk, Wire wire) throws IOException {
        var id = Api.id("resp_");
        var response = response(id, "completed").put("model", talk.model());
        response.putArray("output").add(item);
        usage(response.putObject("usage"));
        if (!talk.wantsStream()) {
            wire.object(200, response);
            return;
        }
        wire.beginStream();
        wire.event(created(id));
        var added = Api.typed("response.output_item.added").put("output_index", 0);
        wire.event(added.set("item", item));
        var done = Api.typed("response.output_item.done").put("output_index", 0);
        wire.event(done.set("item", item));
        wire.event(Api.typed("response.completed").set("response", response));
        wire.endStream();
    }

    private static ObjectNode created(String id) {
        return Api.typed("response.created").set("response", response(id, "in_progress"));
    }

    private static ObjectNode response(String id, String status) {
        return Api.object().put("id", id).put("object", "response").put("status", status);
    }

    private static void usage(ObjectNode usage) {
        usage.put("input_tokens", INPUT_TOKENS).put("output_tokens", OUTPUT_TOKENS);
        usage.put("total_tokens", INPUT_TOKENS + OUTPUT_TOKENS);
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    }
}
