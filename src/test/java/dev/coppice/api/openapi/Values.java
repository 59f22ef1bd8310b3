package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws values for what a schema asks for, good ones and others. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ODD = List.of(
            "",
            " ",
            "0",
            "-1",
            "00",
            "1.5",
            "1e9",
            "99999999999999999999",
            "true",
            "null",
            "undefined",
            "NaN",
            "*",
            "..",
            "../../etc/passwd",
            "/",
            "\\",
            "%",
            "%2e",
            "'",
            "\"",
            "';--",
            "<b>",
            "${x}",
            "a\tb",
            "two\nlines",
            "\r\nX-Evil: 1",
            "ü",
            "\u202e",
            "\ud83c\udf33",
            "\ufffe",
            "x".repeat(300),
            "x".repeat(1000),
            "\0",
            "a\0b",
            "%00",
            "2147483648",
            "\ud800",
            "exec_",
            "exec_0000000g",
            "1.1.1.1.1",
            "-rf",
            "--output=x",
            "2026-02-30T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "0.0",
            "1.",
            ".1",
            "9223372036854775808.1",
            "bytes=0-",
            "P1D",
            "-PT1S",
            "1000000h");

    private final RandomGenerator random;
    private final Map<String, List<String>> known;
    private int oddities;

    /** Names of what is there are drawn now and then, by the names of parameters and fields. */
    Values(RandomGenerator random, Map<String, List<String>> known) {
        this.random = random;
        this.known = known;
    }

    /** From here on, half of the time only good values are drawn. */
    void begin() {
        oddities = random.nextBoolean() ? 0 : 30;
    }

    private boolean isOdd() {
        return chance(oddities);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Something of this name that is there; nothing if nothing is known. */
    String known(String name) {
        return known.getOrDefault(name, List.of("")).getFirst();
    }

    /** As an address or a header has it. */
    String text(String name, JsonNode schema) {
        if (isOdd()) {
            return oneOf(ODD);
        }
        var value = good(name, schema);
        return value.isArray()
                ? String.join(",", value.valueStream().map(JsonNode::asText).toList())
                : value.asText();
    }

    /** Fields of an object are often left out, sometimes wrong, and rarely ones that nobody knows. */
    ObjectNode object(Document document, JsonNode schema) {
        var object = JSON.objectNode();
        for (var property : schema.path("properties").properties()) {
            if (chance(property.getKey().startsWith("plan_") ? 50 : 15)) {
                var asked = document.resolved(property.getValue());
                object.set(property.getKey(), isOdd() ? wrong() : good(property.getKey(), asked));
            }
        }
        if (chance(5)) {
            object.set(oneOf(ODD), wrong());
        }
        return object;
    }

    private JsonNode good(String name, JsonNode schema) {
        if (known.containsKey(name) && (oddities == 0 || chance(85))) {
            return JSON.textNode(oneOf(known.get(name)));
        }
        if (schema.has("enum")) {
            return oneOf(schema.path("enum").valueStream().toList());
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> JSON.numberNode(number(schema));
            case "number" -> JSON.numberNode(random.nextInt(1, 100) / 4.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(name, schema);
            default ->
                JSON.textNode(
                        schema.path("format").asText().equals("date-time")
                                ? "2026-0" + random.nextInt(1, 10) + "-01T00:00:00Z"
                                : word());
        };
    }

    private int number(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = Math.min(schema.path("maximum").asInt(1000), least + 1000);
        return isOdd() ? oneOf(List.of(least - 1, least, most)) : random.nextInt(least, most);
    }

    private ArrayNode array(String name, JsonNode schema) {
        var array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(good(name, schema.path("items")));
        }
        return array;
    }

    private String word() {
        return isOdd() ? oneOf(ODD) : "word" + random.nextInt(100);
    }

    private JsonNode wrong() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextInt());
            case 2 -> JSON.numberNode(new BigInteger("9".repeat(40)));
            case 3 -> JSON.numberNode(random.nextDouble() - 0.5);
            case 4 -> JSON.arrayNode().add(JSON.nullNode()).add(JSON.arrayNode());
            case 5 -> JSON.objectNode().put("x", "y");
            case 6 -> JSON.textNode("a\0b");
            default -> JSON.textNode(oneOf(ODD));
        };
    }

    /** A body that is no object of the schema, or no JSON at all. */
    String nonsense() {
        return oneOf(List.of(
                "",
                " ",
                "{",
                "[]",
                "null",
                "1",
                "\"x\"",
                "{\"a\":}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "[".repeat(2000),
                "\ufeff{}",
                "{\"plan_text\": \"\\ud800\"}",
                "{'a': 1}",
                "NaN",
                "{\"budget_usd\": 1e999999999}",
                "{\"from_batch\": 1e400}"));
    }

    static String json(JsonNode node) {
        try {
            return new ObjectMapper().writeValueAsString(node);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
