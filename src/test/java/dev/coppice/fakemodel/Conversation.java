package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a request tells of the talk so far. The server keeps none itself, so that one serves any number of runs at the same time. */
record Conversation(JsonNode request) {

    private static final Pattern CREATE = Pattern.compile("(?m)^- Create: `([^`\\n]+)`");
    private static final Pattern DIRECTORY = Pattern.compile("orking directory: (/[^\\n\"<]+)");

    String model() {
        return request.path("model").asText("fake-model");
    }

    boolean wantsStream() {
        return request.path("stream").asBoolean();
    }

    /** How many tools have answered: the number of the step. */
    int toolResults() {
        return (int) request.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .filter(block -> block.path("type").asText().equals("tool_result"))
                .count();
    }

    /** The files that the prompt wants to be made, in its order. */
    List<String> filesToCreate() {
        return CREATE.matcher(prompt())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Where the agent says that it works; "" if it does not say. */
    String directory() {
        var told = texts(request.path("system")) + "\n" + said("user", "system");
        return DIRECTORY
                .matcher(told)
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .findFirst()
                .orElse("");
    }

    /** All that the user said; what tools answered is no part of it. */
    String prompt() {
        return said("user");
    }

    private String said(String... roles) {
        var words = new StringBuilder();
        request.path("messages")
                .valueStream()
                .filter(message -> List.of(roles).contains(message.path("role").asText()))
                .forEach(message -> words.append(texts(message.path("content"))).append('\n'));
        return words.toString();
    }

    private static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var words = new StringBuilder();
        content.forEach(block -> words.append(block.path("text").asText()).append('\n'));
        return words.toString();
    }
}
