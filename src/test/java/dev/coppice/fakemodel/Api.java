package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** One of the ways in which agents talk to model providers. */
interface Api {

    ObjectMapper JSON = new ObjectMapper();
    int INPUT_TOKENS = 1000;
    int OUTPUT_TOKENS = 50;

    /** The API of a request to this path; empty if none of those that are known here. */
    static Optional<Api> of(String path) {
        if (path.endsWith("/messages")) {
            return Optional.of(new MessagesApi());
        }
        if (path.endsWith("/responses")) {
            return Optional.of(new ResponsesApi());
        }
        if (path.endsWith("enerateContent")) {
            return Optional.of(new GeminiApi());
        }
        return path.endsWith("/chat/completions") ? Optional.of(new ChatApi()) : Optional.empty();
    }

    /** What the request says, sent to this path. */
    Conversation read(String path, JsonNode request);

    /** The last words. */
    void say(String text, Conversation talk, Wire wire) throws IOException;

    /** A tool is to be used. */
    void use(Turn.Tool tool, Conversation talk, Wire wire) throws IOException;

    /** The beginning of a stream that breaks off after it. */
    void begin(Conversation talk, Wire wire) throws IOException;

    /** The body of an answer that refuses. */
    JsonNode error(int status, String text);

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    /** All texts in a message's content, which is one text or a list of blocks. */
    static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var words = new StringBuilder();
        content.forEach(block -> words.append(block.path("text").asText()).append('\n'));
        return words.toString();
    }

    /** What the shell does to write a file, for agents without a tool for that. */
    static String shellCommand(Turn.Tool tool) {
        return switch (tool) {
            case Turn.Run(var command) -> command;
            case Turn.Write(var path, var content) ->
                "mkdir -p \"$(dirname '" + path + "')\" && printf %s '" + content + "' > '" + path + "'";
        };
    }
}
