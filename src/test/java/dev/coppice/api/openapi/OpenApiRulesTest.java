package dev.coppice.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document keeps the rules of OpenAPI and JSON Schema, and those of this house about errors and examples. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OpenApiRulesTest {

    private static final Pattern CODE = Pattern.compile("Problem\\s*\\.of\\(\\s*(\\d{3}),\\s*\"([a-z_]+)\"");

    private Document document;

    @BeforeEach
    void read() {
        document = Document.served();
    }

    @Test
    void everyErrorIsAProblemWithCodesAndEveryAnswerHasItsWords() {
        assertThat(document.operations()).allSatisfy(operation -> {
            assertThat(document.answers(operation)).allSatisfy((status, answer) -> {
                assertThat(answer.path("description").asText())
                        .as("%s %s", operation, status)
                        .isNotEmpty();
                if (status.compareTo("400") >= 0 && !isProbe(operation, status)) {
                    assertThat(answer.at("/content/application~1problem+json/schema/allOf/0/$ref")
                                    .asText())
                            .as("%s %s", operation, status)
                            .isEqualTo("#/components/schemas/Problem");
                    assertThat(codes(answer)).as("%s %s", operation, status).isNotEmpty();
                }
            });
            assertThat(document.answers(operation).keySet())
                    .as("%s", operation)
                    .anyMatch(status -> status.startsWith("2") || status.equals("101"));
        });
    }

    private static boolean isProbe(Document.Operation operation, String status) {
        return operation.path().equals("/health") && status.equals("503");
    }

    private static List<String> codes(JsonNode answer) {
        return answer.at("/content/application~1problem+json/schema/allOf/1/properties/code/enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** Written down where a problem is made, in any class of the application. */
    @Test
    void everyCodeOfAProblemIsListedWithItsStatus() throws IOException {
        var listed = document.operations().stream()
                .flatMap(operation -> document.answers(operation).entrySet().stream())
                .flatMap(answer -> codes(answer.getValue()).stream().map(code -> answer.getKey() + " " + code))
                .collect(Collectors.toSet());

        try (var files = Files.walk(Path.of("src/main/java"))) {
            var made = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CODE.matcher(text(file)).results())
                    .map(match -> match.group(1) + " " + match.group(2))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(made).hasSizeGreaterThan(30);
            assertThat(listed)
                    .as("the codes of the answers in openapi/words.yaml")
                    .containsAll(made);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(OpenApiRulesTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What another document is made of is checked as such; the schemas in it are JSON Schema. */
    @Test
    void itIsADocumentByOpenApisOwnSchema() throws IOException {
        var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var ofDocuments = schemas.getSchema(resource("/spec.openapis.org/oas/3.1/schema/2022-10-07"), InputFormat.JSON);
        var ofSchemas = schemas.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(ofDocuments.validate(document.root())).isEmpty();
        assertThat(ofDocuments.validate(document.root().<ObjectNode>deepCopy().without("info")))
                .isNotEmpty();
        assertThat(document.root().at("/components/schemas").properties())
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(ofSchemas.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    /** Of bodies, answers and parameters. */
    @Test
    void everyExampleIsWhatItsSchemaSays() {
        var conformity = new Conformity(document);
        var examples = document.root().findParents("example").stream()
                .filter(node -> node.has("schema"))
                .toList();

        assertThat(document.root().at("/components/schemas").properties())
                .allSatisfy(schema -> assertThat(schema.getValue().path("examples"))
                        .allSatisfy(example -> assertThat(conformity.objection(schema.getValue(), example))
                                .as(schema.getKey())
                                .isEmpty()));
        assertThat(examples)
                .hasSizeGreaterThan(40)
                .allSatisfy(node -> assertThat(conformity.objection(node.path("schema"), node.path("example")))
                        .as("%s", node.path("example"))
                        .isEmpty());
    }

    @Test
    void everyBodyOfJsonHasAnExample() {
        assertThat(document.operations()).allSatisfy(operation -> {
            var bodies = new ArrayList<JsonNode>(document.answers(operation).values());
            bodies.add(operation.node().path("requestBody"));
            assertThat(bodies)
                    .map(body -> body.at("/content/application~1json"))
                    .filteredOn(form -> !form.isMissingNode())
                    .allSatisfy(form ->
                            assertThat(hasExample(form)).as("%s", operation).isTrue());
        });
    }

    /** Its own, or that of all values of its schema. */
    private boolean hasExample(JsonNode form) {
        var schema = document.resolved(form.path("schema"));
        var one = document.resolved(schema.has("items") ? schema.path("items") : schema);
        return form.has("example") || one.has("examples");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = new ArrayList<String>();
        collect(document.root(), references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }

    /** Otherwise the fuzz run would prove nothing. */
    @Test
    void anAnswerThatIsNotWhatIsDocumentedIsFound() {
        var conformity = new Conformity(document);
        var version = document.operations().stream()
                .filter(operation -> operation.path().equals("/api/v1/version"))
                .findFirst()
                .orElseThrow();
        var good = "{\"name\": \"x\", \"version\": \"1\", \"api\": \"v1\", \"java\": \"25\"}";

        assertThat(objection(conformity, version, 200, "application/json;charset=UTF-8", good))
                .isEmpty();
        assertThat(objection(conformity, version, 418, "application/json", good))
                .isPresent();
        assertThat(objection(conformity, version, 200, "text/html", good)).isPresent();
        assertThat(objection(conformity, version, 200, "application/json", good.replace("25", "25\", \"more\": \"1")))
                .isPresent();
        assertThat(objection(conformity, version, 200, "application/json", good.replace("\"25\"", "25")))
                .isPresent();
        assertThat(objection(conformity, version, 200, "application/json", "{}"))
                .isPresent();
        assertThat(objection(conformity, version, 200, "application/json", "no JSON"))
                .isPresent();
        assertThat(
                        objection(
                                conformity,
                                version,
                                400,
                                "application/problem+json",
                                "{\"type\": \"about:blank\", \"title\": \"x\", \"status\": 400, \"detail\": \"x\", \"code\": \"unheard_of\"}"))
                .isPresent();
    }

    private static Optional<String> objection(
            Conformity conformity, Document.Operation operation, int status, String type, String body) {
        return conformity.objection(operation, status, type, Optional.of(body.getBytes(UTF_8)));
    }
}
