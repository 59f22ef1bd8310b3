package dev.coppice.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One line of a CLI's event stream, of unknown will: what is missing, of another type or no JSON at all reads as nothing. */
record EventLine(JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static EventLine of(String line) {
        try {
            return new EventLine(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return new EventLine(MissingNode.getInstance());
        }
    }

    /** The object in this field. */
    EventLine in(String field) {
        return new EventLine(node.path(field));
    }

    /** The text in this field, "" if there is none; an explicit null is none. */
    String text(String field) {
        var value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    /** The whole number in this field; 0 if there is none. */
    int number(String field) {
        return (int) Math.min(count(field), Integer.MAX_VALUE);
    }

    /** As {@link #number}, for what may become large; never negative. */
    long count(String field) {
        return Math.max(0, node.path(field).asLong());
    }

    double decimal(String field, double otherwise) {
        return node.path(field).asDouble(otherwise);
    }
}
