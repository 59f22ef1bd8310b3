package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.GraphQL;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as a session of Dagger does, by a schema that each query must hold before, and runs commands as processes of this host in copies of
 * the folders. What it cannot show is what a real engine does.
 */
public final class StubEngine implements AutoCloseable {

    public static final String TOKEN = "stub-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final GraphQLSchema schema;
    private final StubResolver resolver;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<String> objections = new CopyOnWriteArrayList<>();

    public StubEngine(Path schemaFile, Path folder) throws IOException {
        // Two questions for types at once are too many for this library; to engines they are not.
        GoodFaithIntrospection.enabledJvmWide(false);
        schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse(Files.readString(schemaFile)));
        resolver = new StubResolver(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/query", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<String> queries() {
        return queries;
    }

    /** What the schema has against queries, and who came without the token. */
    public List<String> objections() {
        return objections;
    }

    StubResolver resolver() {
        return resolver;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var expected =
                    "Basic " + Base64.getEncoder().encodeToString((TOKEN + ":").getBytes(StandardCharsets.UTF_8));
            boolean isKnown = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!isKnown) {
                objections.add("no token");
            }
            byte[] body = JSON.writeValueAsBytes(isKnown ? answer(request) : Map.of());
            exchange.sendResponseHeaders(isKnown ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, Object> answer(JsonNode request) {
        var text = request.path("query").asText();
        queries.add(text);
        var document = new Parser().parseDocument(text);
        var errors = new Validator().validateDocument(schema, document, Locale.ROOT);
        if (!errors.isEmpty()) {
            objections.add(errors + " in " + text);
            return failure(errors.getFirst().getMessage());
        }
        try {
            return Map.of("data", text.contains("__type") ? introspected(text) : resolved(request, document));
        } catch (IOException | InterruptedException | RuntimeException e) {
            return failure(String.valueOf(e));
        }
    }

    private static Map<String, Object> failure(String message) {
        return Map.of("errors", List.of(Map.of("message", message)));
    }

    /** The schema speaks of itself; only its version is not in it. */
    private Object introspected(String text) {
        Map<String, Object> data = GraphQL.newGraphQL(schema)
                .build()
                .execute(text.replace("{ version ", "{ "))
                .getData();
        return Optional.ofNullable(data).orElseThrow();
    }

    private Object resolved(JsonNode request, graphql.language.Document document)
            throws IOException, InterruptedException {
        var operation =
                document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
        return resolver.resolve(operation.getSelectionSet(), request.path("variables"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
