package dev.coppice.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/** What a service said to one request. */
public sealed interface Answer {

    /**
     * It did what was asked.
     *
     * @param tag by which the same request can ask whether something has changed since; empty if the service gave none
     */
    record Fine(int status, String text, Optional<String> tag) implements Answer {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int NOT_MODIFIED = 304;

        /** The text as JSON; an empty object if it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }

        /** Whether there is nothing new since the tag that was sent; then there is no text either. */
        boolean isUnchanged() {
            return status == NOT_MODIFIED;
        }
    }

    /**
     * It would not.
     *
     * @param detail a sentence for people
     * @param diagnostics what is wrong with a plan, as "7:17: error code: message"
     */
    record Refused(int status, String detail, List<String> diagnostics) implements Answer {

        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }

        static Refused of(int status, JsonNode problem) {
            var silent = "it answered with status " + status + " and gave no reason";
            return new Refused(
                    status,
                    problem.path("detail").asText(silent),
                    problem.path("diagnostics").valueStream().map(Refused::line).toList());
        }

        private static String line(JsonNode diagnostic) {
            return "%d:%d: %s %s: %s"
                    .formatted(
                            diagnostic.path("line").asInt(),
                            diagnostic.path("column").asInt(),
                            diagnostic.path("severity").asText(),
                            diagnostic.path("code").asText(),
                            diagnostic.path("message").asText());
        }
    }

    /** It said nothing: it is not there, or not yet again. */
    record Silent(String reason) implements Answer {}
}
