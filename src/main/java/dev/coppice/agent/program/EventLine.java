package dev.coppice.agent.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One line of a CLI's event stream, of unknown will: what is missing, of another type or no JSON at all reads as nothing. */
public record EventLine(JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static EventLine of(String line) {
        try {
            return new EventLine(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return new EventLine(MissingNode.getInstance());
        }
    }

    /** The object in this field. */
    public EventLine in(String field) {
        return new EventLine(node.path(field));
    }

    /** The text in this field, "" if there is none; an explicit null is none. */
    public String text(String field) {
        var value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    /** The whole number in this field; 0 if there is none. */
    public int number(String field) {
        return (int) Math.min(count(field), Integer.MAX_VALUE);
    }

    /** As {@link #number}, for what may become large; never negative. */
    public long count(String field) {
        return Math.max(0, node.path(field).asLong());
    }

    public double decimal(String field, double otherwise) {
        return node.path(field).asDouble(otherwise);
    }
}
