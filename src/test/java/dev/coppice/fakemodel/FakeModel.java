package dev.coppice.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model provider on this machine, for one test. Point an agent at it with {@code ANTHROPIC_BASE_URL} and any key; each answer claims
 * the same number of tokens, so what a run costs is known beforehand.
 */
public final class FakeModel implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scenario scenario;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();

    private FakeModel(HttpServer server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
    }

    /** Starts one on a free port; any number of runs may use it at the same time. */
    public static FakeModel start(Scenario scenario) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var model = new FakeModel(server, scenario);
            server.setExecutor(model.threads);
            server.createContext("/", model::answer);
            server.start();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ANTHROPIC_BASE_URL} is to be. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The requests so far, whatever they were for. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var talk = new Conversation(body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
            var path = exchange.getRequestURI().getPath();
            requests.add(seen(exchange, path, talk));
            var reply = new Reply(exchange, talk);
            switch (path) {
                case "/v1/messages" -> reply.send(Turn.next(scenario, talk, turns.getAndIncrement()));
                case "/v1/messages/count_tokens" ->
                    reply.object(200, JSON.createObjectNode().put("input_tokens", 100));
                default -> reply.object(404, JSON.createObjectNode().put("error", "nothing here"));
            }
        }
    }

    private static Request seen(HttpExchange exchange, String path, Conversation talk) {
        var headers = exchange.getRequestHeaders();
        return new Request(
                path,
                headers.containsKey("x-api-key") || headers.containsKey("Authorization"),
                talk.model(),
                talk.request()
                        .path("tools")
                        .valueStream()
                        .map((JsonNode tool) -> tool.path("name").asText())
                        .toList(),
                talk.prompt());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
