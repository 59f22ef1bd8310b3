package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether answers are what the document says of them, to the letter: a field of which it does not tell is an error too. */
final class Conformity {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final Optional<String> NOTHING = Optional.empty();

    private final Document document;
    private final JsonNode schemas;
    private final Map<JsonNode, Schema> known = new HashMap<>();

    Conformity(Document document) {
        this.document = document;
        this.schemas = closed(moved(document.root().at("/components/schemas")));
    }

    /** With references to where JSON Schema, which knows nothing of components, has schemas that others refer to. */
    private static JsonNode moved(JsonNode schemas) {
        return Document.yaml(schemas.toString().replace("\"#/components/schemas/", "\"#/$defs/"));
    }

    /** Objects of the document leave room for more; here they have the fields that are told and no others. */
    private static JsonNode closed(JsonNode schemas) {
        schemas.forEach(schema -> {
            if (schema instanceof ObjectNode object && object.has("properties")) {
                object.put("additionalProperties", false);
            }
        });
        return schemas;
    }

    /** What is wrong with an answer; of one that never ends, without its body. */
    Optional<String> objection(Document.Operation operation, int status, String type, Optional<byte[]> body) {
        var answer = operation.node().path("responses").path(Integer.toString(status));
        if (answer.isMissingNode()) {
            return Optional.of("this status is not documented");
        }
        var content = document.resolved(answer).path("content");
        if (content.isMissingNode()) {
            return body.filter(bytes -> bytes.length > 0).map(_ -> "a body is not documented");
        }
        return content.properties().stream()
                .filter(form -> plain(form.getKey()).equals(plain(type)))
                .findFirst()
                .map(form -> isJson(type) ? body.flatMap(bytes -> objection(form.getValue(), bytes)) : NOTHING)
                .orElse(Optional.of("the type " + type + " is not documented"));
    }

    private static String plain(String type) {
        return type.split(";", 2)[0].strip();
    }

    private static boolean isJson(String type) {
        return plain(type).endsWith("json");
    }

    private Optional<String> objection(JsonNode form, byte[] body) {
        try {
            return objection(form.path("schema"), new ObjectMapper().readTree(body));
        } catch (IOException e) {
            return Optional.of("no JSON: " + new String(body, StandardCharsets.UTF_8));
        }
    }

    /** What is wrong with a value of a schema of the document. */
    Optional<String> objection(JsonNode schema, JsonNode value) {
        var errors = known.computeIfAbsent(schema, this::schema).validate(value);
        return errors.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(errors) + " in " + value);
    }

    /** References lead to the document's schemas, and so these come along. */
    private Schema schema(JsonNode schema) {
        var nodes = JsonNodeFactory.instance;
        var root = nodes.objectNode();
        root.set("allOf", nodes.arrayNode().add(moved(schema)));
        root.set("$defs", schemas);
        return SCHEMAS.getSchema(root);
    }
}
