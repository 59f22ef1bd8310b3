package dev.coppice.fakemodel;

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
import java.util.stream.Stream;

/**
 * A model provider on this machine, for one test, that speaks the APIs of several. Point an agent at its URL with any key; each answer
 * claims the same number of tokens, so what a run costs is known beforehand.
 */
public final class FakeModel implements AutoCloseable {

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

    /** What {@code ANTHROPIC_BASE_URL} is to be; other APIs want {@code /v1} after it. */
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
            var path = exchange.getRequestURI().getPath();
            var wire = new Wire(exchange);
            var api = Api.of(path);
            if (api.isPresent()) {
                var talk = api.get().read(path, body.length == 0 ? Api.object() : Api.JSON.readTree(body));
                requests.add(
                        new Request(path, hasKey(exchange), talk.model(), talk.tools(), talk.prompt(), talk.system()));
                new Reply(api.get(), talk, wire).send(Turn.next(scenario, talk, turns.getAndIncrement()));
            } else {
                requests.add(new Request(path, hasKey(exchange), "", List.of(), "", ""));
                besides(path, wire);
            }
        }
    }

    /** What agents ask for besides answers. */
    private static void besides(String path, Wire wire) throws IOException {
        if (path.endsWith("/count_tokens")) {
            wire.object(200, Api.object().put("input_tokens", Api.INPUT_TOKENS));
        } else {
            wire.object(404, Api.object().put("error", "nothing here"));
        }
    }

    private static boolean hasKey(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return Stream.of("x-api-key", "x-goog-api-key", "Authorization").anyMatch(headers::containsKey);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
