package dev.coppice.api.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coppice.api.ApiResource;
import dev.coppice.api.access.EveryRoute;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document says of every route what a stranger must know, and is the one that is committed. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of("docs/openapi.yaml");
    private static final String RENEW = "coppice.openapi.renew";
    private static final Pattern CODE = Pattern.compile("Problem\\s*\\.of\\(\\s*(\\d{3}),\\s*\"([a-z_]+)\"");

    private Document document;

    @BeforeEach
    void read() {
        document = Document.served();
    }

    @Test
    void theCommittedDocumentIsTheOneThatIsServed() throws IOException {
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(COMMITTED, document.text());
        }

        assertThat(Files.readString(COMMITTED))
                .as("the routes have changed; renew it: ./mvnw test -Dtest=OpenApiTest -D" + RENEW + "=true")
                .isEqualTo(document.text());
    }

    @Test
    void everyRouteIsInItAndHasItsWords() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1");
        assertThat(document.operations())
                .hasSameSizeAs(EveryRoute.all().toList())
                .allSatisfy(operation -> {
                    var node = operation.node();
                    assertThat(node.path("operationId").asText())
                            .as("%s: operationId, in openapi/words.yaml", operation)
                            .isNotEmpty();
                    assertThat(node.path("summary").asText())
                            .as("%s: summary", operation)
                            .isNotEmpty();
                    assertThat(node.path("tags")).as("%s: tags", operation).isNotEmpty();
                    assertThat(document.parameters(operation))
                            .as("%s", operation)
                            .allSatisfy(parameter -> assertThat(
                                            parameter.path("description").asText())
                                    .as(
                                            "%s: description",
                                            parameter.path("name").asText())
                                    .isNotEmpty());
                });
        assertThat(document.operations().stream()
                        .map(operation -> operation.node().path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void noWordsAreAboutWhatIsNotThere() throws IOException {
        var words = new Document("", Document.yaml(Files.readString(Path.of("src/main/resources/openapi/words.yaml"))));

        assertThat(words.operations())
                .isNotEmpty()
                .map(Document.Operation::toString)
                .isSubsetOf(document.operations().stream()
                        .map(Document.Operation::toString)
                        .toList());
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
                    .anyMatch(status -> status.startsWith("2"));
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
        var ofDocuments = schemas.getSchema(
                Files.readString(Path.of("src/test/resources/openapi/openapi-3.1.json")), InputFormat.JSON);
        var ofSchemas = schemas.getSchema(
                SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(ofDocuments.validate(document.root())).isEmpty();
        assertThat(ofDocuments.validate(document.root().<ObjectNode>deepCopy().without("info"))).isNotEmpty();
        assertThat(document.root().at("/components/schemas").properties()).isNotEmpty().allSatisfy(schema -> assertThat(
                        ofSchemas.validate(schema.getValue()))
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

    /** The answer to a field that nobody knows names all that are known. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/autonomous/start, StartRequest",
        "/api/v1/plans/validate, ValidationRequest",
        "/api/v1/tokens, TokenRequest",
        "/api/v1/cleanup, CleanupRequest",
        "/api/v1/autonomous/exec_00000000/retry, RetryRequest",
        "/api/v1/autonomous/exec_00000000/resume, Budgets",
        "/api/v1/autonomous/exec_00000000/pause, PauseRequest"
    })
    void aRequestHasTheFieldsThatItsRouteKnows(String route, String schema) {
        var detail = given().contentType("application/json")
                .header("Authorization", "Bearer " + ApiResource.OPERATOR)
                .body(Map.of("nobody_knows", 1))
                .post(route)
                .then()
                .statusCode(400)
                .extract()
                .<String>path("detail");

        var known = detail.substring(detail.indexOf("known are ") + "known are ".length())
                .split(", ");
        var documented = new TreeSet<String>();
        document.root()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(documented::add);
        assertThat(documented).containsExactlyInAnyOrder(known);
    }

    @Test
    void theListKnowsTheParametersThatAreDocumented() {
        var detail = given().get("/api/v1/autonomous?nobody_knows=1")
                .then()
                .extract()
                .<String>path("detail");
        var list = document.operations().stream()
                .filter(operation -> operation.toString().equals("get /api/v1/autonomous"))
                .findFirst()
                .orElseThrow();

        assertThat(document.parameters(list))
                .map(parameter -> parameter.path("name").asText())
                .containsExactlyInAnyOrder(detail.substring(detail.indexOf("known are ") + "known are ".length())
                        .split(", "));
    }

    @Test
    void whatMayBeNullSaysSo() {
        var status = document.root().at("/components/schemas/StatusView");

        assertThat(status.at("/properties/pause_reason/type"))
                .map(JsonNode::asText)
                .containsExactly("string", "null");
        assertThat(status.at("/properties/tokens/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(status.at("/properties/plan/type").asText()).isEqualTo("string");
        assertThat(status.path("required")).hasSameSizeAs(status.path("properties"));
    }
}
