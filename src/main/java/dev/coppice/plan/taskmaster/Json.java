package dev.coppice.plan.taskmaster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON that knows where it stands: from one character of the text up to another one. */
sealed interface Json {

    int start();

    int end();

    record Obj(Map<String, Json> fields, int start, int end) implements Json {}

    record Arr(List<Json> items, int start, int end) implements Json {}

    /** A string, a number, true, false or null, as text. */
    record Value(String text, int start, int end) implements Json {}

    /** Reads a text to its end, or throws what is wrong with it. */
    static Json read(String text) throws JsonProcessingException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Json json = value(parser);
            parser.nextToken();
            return json;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory cannot fail to be read
        }
    }

    /** Nested as deep as the parser allows, which is far less than the stack. */
    private static Json value(JsonParser parser) throws IOException {
        int start = offset(parser.currentTokenLocation().getCharOffset());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return new Obj(fields, start, end(parser));
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Arr(items, start, end(parser));
        }
        String text = token == null || token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new Value(text, start, end(parser));
    }

    private static int end(JsonParser parser) {
        return offset(parser.currentLocation().getCharOffset());
    }

    private static int offset(long offset) {
        return Math.toIntExact(Math.max(0, offset));
    }

    default Json get(String field) {
        return this instanceof Obj(var fields, var _, var _)
                ? fields.getOrDefault(field, new Value("", start(), start()))
                : new Value("", start(), start());
    }

    default boolean has(String field) {
        return this instanceof Obj(var fields, var _, var _) && fields.containsKey(field);
    }

    /** The text of a value; "" of anything else, and of null. */
    default String text() {
        return "";
    }

    default List<Json> items() {
        return List.of();
    }
}
