package dev.coppice.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an event has to say besides its name. */
record Detail(ObjectNode fields) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 2000;

    static Detail of(Optional<String> json) {
        return new Detail(json.map(Detail::read).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    private static ObjectNode read(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps JSON only", e);
        }
    }

    /** A field that is text. */
    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The same for others: no text longer than 2,000 characters, and each as the cover says. */
    ObjectNode told(UnaryOperator<String> cover) {
        var told = JsonNodeFactory.instance.objectNode();
        fields.properties()
                .forEach(field -> told.set(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? told.textNode(
                                        shortened(cover.apply(field.getValue().textValue())))
                                : field.getValue()));
        return told;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "...";
    }
}
