package dev.coppice.api.openapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.api.ApiResource;
import dev.coppice.api.access.EveryRoute;
import dev.coppice.database.PostgresResource;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says of every route what a stranger must know, and is the one that is committed. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of("docs/openapi.yaml");
    private static final String RENEW = "coppice.openapi.renew";

    @Inject
    OpenApiDocumentService maker;

    private Document document;

    @BeforeEach
    void read() {
        document = Document.served();
    }

    @Test
    void theCommittedDocumentIsTheOneThatTheRoutesMake() throws IOException {
        var made = new String(maker.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.YAML), UTF_8);
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(COMMITTED, made);
        }

        assertThat(Files.readString(COMMITTED))
                .as("the routes have changed; renew it: ./mvnw test -Dtest=OpenApiTest -D" + RENEW + "=true")
                .isEqualTo(made);
    }

    @Test
    void theCommittedDocumentIsTheOneThatIsServed() throws IOException {
        assertThat(document.text()).isEqualTo(Files.readString(COMMITTED));
    }

    @ParameterizedTest
    @CsvSource({
        "/q/openapi?format=json, ''",
        "/q/openapi?format=JSON, ''",
        "/q/openapi.json, ''",
        "/q/openapi, application/json"
    })
    void itIsServedAsJsonToo(String path, String accepted) {
        var json = given().header("Accept", accepted)
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();

        assertThat(Document.yaml(json)).isEqualTo(document.root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=yaml", "/q/openapi.yaml", "/q/openapi.yml"})
    void itIsServedAsItIs(String path) {
        var text = given().header("Accept", "*/*")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();

        assertThat(text).isEqualTo(document.text());
    }

    @Test
    void everyRouteIsInItAndHasItsWords() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1");
        assertThat(document.operations().stream().map(OpenApiTest::asRoute))
                .containsExactlyInAnyOrderElementsOf(
                        EveryRoute.all().map(EveryRoute.Called::toString).toList());
        assertThat(document.operations()).allSatisfy(operation -> {
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
                            .as("%s: description", parameter.path("name").asText())
                            .isNotEmpty());
        });
        assertThat(document.operations().stream()
                        .map(operation -> operation.node().path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    private static String asRoute(Document.Operation operation) {
        return operation.verb().toUpperCase(Locale.ROOT) + " "
                + operation.path().replaceAll("\\{[^}]*}", "nothing");
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

    /** The answer to a field that nobody knows names all that are known. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/autonomous/start, StartRequest",
        "/api/v1/plans/validate, ValidationRequest",
        "/api/v1/tokens, TokenRequest",
        "/api/v1/webhooks, WebhookRequest",
        "/api/v1/cleanup, CleanupRequest",
        "/api/v1/autonomous/exec_00000000/retry, RetryRequest",
        "/api/v1/autonomous/exec_00000000/resume, Budgets",
        "/api/v1/autonomous/exec_00000000/pause, PauseRequest",
        "/api/v1/autonomous/exec_00000000/tasks/1.1/retry, RetryOfTask"
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

    /** What answers are written from has all its fields; what requests bring is closed, and says which it needs. */
    @Test
    void everyObjectSaysWhichOfItsFieldsAreThere() {
        assertThat(document.root().at("/components/schemas").properties())
                .filteredOn(schema -> schema.getValue().has("properties"))
                .filteredOn(schema -> !schema.getKey().equals("Problem"))
                .filteredOn(
                        schema -> schema.getValue().path("additionalProperties").asBoolean(true))
                .hasSizeGreaterThan(30)
                .allSatisfy(schema -> assertThat(schema.getValue().path("required"))
                        .as(schema.getKey())
                        .hasSameSizeAs(schema.getValue().path("properties")));
    }
}
