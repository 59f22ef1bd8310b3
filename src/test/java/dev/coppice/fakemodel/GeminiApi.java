package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Google's Gemini API, as the gemini CLI speaks it. */
final class GeminiApi implements Api {

    private static final Pattern MODEL = Pattern.compile("/models/([^:]+):");
    private static final Pattern WORKSPACE = Pattern.compile("Workspace Directories:\\*\\*\\s+- (/\\S+)");

    /** What a request is answered that offers no tools: the CLI asks a model which model it should ask. */
    private static final String CHOICE =
            "{\"complexity_reasoning\": \"as the test wants it\", \"complexity_score\": 1}";

    @Override
    public Conversation read(String path, JsonNode request) {
        var model = MODEL.matcher(path);
        var said = said(request.path("contents"));
        var system = texts(request.path("systemInstruction"));
        var workspace = WORKSPACE.matcher(system + "\n" + said);
        var results = request.path("contents")
                .valueStream()
                .flatMap(content -> content.path("parts").valueStream())
                .filter(part -> part.has("functionResponse"))
                .count();
        return new Conversation(
                model.find() ? model.group(1) : "fake-model",
                path.contains(":stream"),
                (int) results,
                request.path("tools")
                        .valueStream()
                        .flatMap(tools -> tools.path("functionDeclarations").valueStream())
                        .map(tool -> tool.path("name").asText())
                        .toList(),
                said,
                workspace.find() ? system + "\nWorking directory: " + workspace.group(1) : system);
    }

    private static String said(JsonNode contents) {
        return contents.valueStream()
                .filter(content -> content.path("role").asText().equals("user"))
                .map(GeminiApi::texts)
                .collect(Collectors.joining("\n"));
    }

    private static String texts(JsonNode content) {
        return Api.texts(content.path("parts"));
    }

    @Override
    public void say(String text, Conversation talk, Wire wire) throws IOException {
        answer(Api.object().put("text", talk.tools().isEmpty() ? CHOICE : text), talk, wire);
    }

    @Override
    public void use(Turn.Tool tool, Conversation talk, Wire wire) throws IOException {
        if (talk.tools().isEmpty()) {
            say("", talk, wire);
        } else {
            answer(Api.object().set("functionCall", call(tool)), talk, wire);
        }
    }

    private static ObjectNode call(Turn.Tool tool) {
        return switch (tool) {
            case Turn.Write(var path, var content) ->
                call("write_file", Api.object().put("file_path", path).put("content", content));
            case Turn.Run(var command) ->
                call(
                        "run_shell_command",
                        Api.object().put("command", command).put("description", "as the test wants it"));
        };
    }

    private static ObjectNode call(String name, ObjectNode arguments) {
        return Api.object().put("name", name).set("args", arguments);
    }

    @Override
    public void begin(Conversation talk, Wire wire) throws IOException {
        wire.data(whole(Api.object().put("text", "I "), talk).toString());
    }

    @Override
    public JsonNode error(int status, String text) {
        var error = Api.object();
        error.putObject("error").put("code", status).put("message", text).put("status", "ERROR_" + status);
        return error;
    }

    private static void answer(ObjectNode part, Conversation talk, Wire wire) throws IOException {
        var whole = whole(part, talk);
        if (!talk.wantsStream()) {
            wire.object(200, whole);
            return;
        }
        ((ObjectNode) whole.path("candidates").path(0)).put("finishReason", "STOP");
        wire.beginStream();
        wire.data(whole.toString());
        wire.endStream();
    }

    private static ObjectNode whole(ObjectNode part, Conversation talk) {
        var whole = Api.object().put("modelVersion", talk.model());
        var candidate = whole.putArray("candidates").addObject().put("index", 0);
        candidate.putObject("content").put("role", "model").putArray("parts").add(part);
        whole.putObject("usageMetadata")
                .put("promptTokenCount", INPUT_TOKENS)
                .put("candidatesTokenCount", OUTPUT_TOKENS)
                .put("totalTokenCount", INPUT_TOKENS + OUTPUT_TOKENS);
        return whole;
    }
}
