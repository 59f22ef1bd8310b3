package dev.coppice.forge.github;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.ForgeServer.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** GitHub's published OpenAPI description of its API, and what it has against a request or an answer. */
public final class Description {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());
    private static final Optional<Description> INSTALLED = file().map(Description::new);

    private final JsonNode document;
    private final Map<JsonNode, Schema> known = new HashMap<>();

    private Description(Path file) {
        try {
            this.document = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> file() {
        return Optional.ofNullable(System.getProperty("coppice.test.github-openapi"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .filter(Files::isRegularFile);
    }

    /** That of npm's package {@code @octokit/openapi}; .ci/run fetches it. */
    public static Optional<Description> installed() {
        return INSTALLED;
    }

    public static Description orSkip() {
        assumeTrue(INSTALLED.isPresent(), "no description of GitHub's API: -Dcoppice.test.github-openapi=FILE");
        return INSTALLED.orElseThrow();
    }

    /** One of its examples of answers. */
    public JsonNode example(String name) {
        return document.at("/components/examples/" + name + "/value").deepCopy();
    }

    private record Operation(String template, JsonNode path, JsonNode node) {}

    private Optional<Operation> operation(Asked request) {
        return document.path("paths").properties().stream()
                .filter(entry -> Pattern.matches(
                        entry.getKey().replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."), request.path()))
                .min(Comparator.comparingLong(
                        entry -> entry.getKey().chars().filter(c -> c == '{').count()))
                .filter(entry -> entry.getValue().has(request.method().toLowerCase(Locale.ROOT)))
                .map(entry -> new Operation(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue().path(request.method().toLowerCase(Locale.ROOT))));
    }

    /** What is wrong with a request; empty if nothing is. */
    public List<String> objections(Asked request) {
        var operation = operation(request);
        if (operation.isEmpty()) {
            return List.of("there is no " + request);
        }
        var found = new ArrayList<String>();
        toQuery(operation.get(), request.query(), found);
        toBody(operation.get(), request.body(), found);
        return found;
    }

    private void toQuery(Operation operation, String query, List<String> found) {
        for (var pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            var part = pair.split("=", 2);
            var parameter = operation
                    .node()
                    .path("parameters")
                    .valueStream()
                    .map(this::resolved)
                    .filter(each -> each.path("in").asText().equals("query")
                            && each.path("name").asText().equals(part[0]))
                    .findFirst();
            if (parameter.isEmpty()) {
                found.add(operation.template() + " has no parameter " + part[0]);
                continue;
            }
            var schema = parameter.get().path("schema");
            var value = schema.path("type").asText().equals("integer")
                    ? JsonNodeFactory.instance.numberNode(Long.parseLong(part[1]))
                    : JsonNodeFactory.instance.textNode(URLDecoder.decode(part[1], StandardCharsets.UTF_8));
            check(schema, value).ifPresent(found::add);
        }
    }

    private void toBody(Operation operation, String body, List<String> found) {
        var described = resolved(operation.node().path("requestBody"));
        if (body.isEmpty()) {
            if (described.path("required").asBoolean()) {
                found.add(operation.template() + " wants a body");
            }
            return;
        }
        var schema = described.at("/content/application~1json/schema");
        var value = json(body);
        check(schema, value).ifPresent(found::add);
        if (schema.has("properties")) {
            value.fieldNames().forEachRemaining(name -> {
                if (!schema.path("properties").has(name)) {
                    found.add(operation.template() + " takes no " + name);
                }
            });
        }
    }

    /** What is wrong with an answer that GitHub is said to give; empty if nothing is. */
    public List<String> objections(Asked request, Answer answer) {
        var operation = operation(request).orElseThrow();
        var described = resolved(operation.node().path("responses").path(Integer.toString(answer.status())));
        if (described.isMissingNode()) {
            return List.of(request + " is never answered by " + answer.status());
        }
        var schema = described.at("/content/application~1json/schema");
        return schema.isMissingNode()
                ? List.of()
                : check(schema, json(answer.body())).stream().toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> check(JsonNode schema, JsonNode value) {
        var errors = known.computeIfAbsent(schema, this::schema).validate(value);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(errors).toString());
    }

    /** With the components that its references lead to, and no others: there are megabytes of them. */
    private Schema schema(JsonNode schema) {
        var root = JsonNodeFactory.instance.objectNode();
        root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
        var seen = new HashSet<String>();
        var references = new ArrayDeque<>(schema.findValuesAsText("$ref"));
        while (!references.isEmpty()) {
            var reference = references.pop();
            if (seen.add(reference)) {
                var part = reference.split("/", -1);
                var component = document.at(reference.substring(1));
                root.withObjectProperty(part[1]).withObjectProperty(part[2]).set(part[3], component);
                references.addAll(component.findValuesAsText("$ref"));
            }
        }
        return SCHEMAS.getSchema(root);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
