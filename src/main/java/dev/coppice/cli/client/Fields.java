package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads fields of the API's answers for people. */
final class Fields {

    private Fields() {}

    /** The field's text or number; "" where it is null or absent. */
    static String text(JsonNode node, String name) {
        var field = node.path(name);
        return field.isNull() ? "" : field.asText();
    }

    /** To the second, without the fraction that nobody reads. */
    static String time(JsonNode node, String name) {
        return text(node, name).replaceAll("\\.\\d+Z$", "Z");
    }

    /** As in "0.25 USD", or "" if nobody knows. */
    static String cost(JsonNode node) {
        return Optional.of(text(node, "cost_usd"))
                .filter(cost -> !cost.isEmpty())
                .map(cost -> cost + " USD" + (node.path("cost_is_estimate").asBoolean() ? " (estimated)" : ""))
                .orElse("");
    }
}
