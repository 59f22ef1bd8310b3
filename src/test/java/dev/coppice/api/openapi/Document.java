package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The OpenAPI document as the application serves it. */
record Document(String text, JsonNode root) {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    /** One of its operations. */
    record Operation(String verb, String path, JsonNode node) {

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    static Document served() {
        var text =
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        return new Document(text, yaml(text));
    }

    static JsonNode yaml(String text) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> VERBS.contains(operation.getKey()))
                        .map(operation -> new Operation(operation.getKey(), path.getKey(), operation.getValue())))
                .toList();
    }

    /** By their statuses. */
    Map<String, JsonNode> answers(Operation operation) {
        var answers = new TreeMap<String, JsonNode>();
        operation
                .node()
                .path("responses")
                .properties()
                .forEach(answer -> answers.put(answer.getKey(), resolved(answer.getValue())));
        return answers;
    }

    List<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.node().path("parameters"))
                .flatMap(list -> list.valueStream())
                .map(this::resolved)
                .toList();
    }

    /** What a reference names, or the node itself. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }
}
