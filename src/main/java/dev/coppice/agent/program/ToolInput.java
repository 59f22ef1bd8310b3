package dev.coppice.agent.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a model gives a tool, in the words that tell most. */
public final class ToolInput {

    /** By the names that the tools of the CLIs have for it; the first that is there. */
    private static final List<String> TELLING = List.of(
            "command",
            "file_path",
            "filePath",
            "notebook_path",
            "pattern",
            "query",
            "url",
            "path",
            "description",
            "prompt");

    private ToolInput() {}

    /** Empty if none of it is known to tell more than the rest. */
    public static Optional<String> telling(JsonNode input) {
        return TELLING.stream()
                .map(new EventLine(input)::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** All of it where none of it is known to tell more; "" if there is nothing. */
    public static String of(JsonNode input) {
        return telling(input).orElseGet(() -> input.isEmpty() ? input.asText() : input.toString());
    }
}
