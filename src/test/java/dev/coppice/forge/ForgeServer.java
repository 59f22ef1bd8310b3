package dev.coppice.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A server on loopback that answers like a forge's API, or for once in another way, and knows what it was asked. */
public final class ForgeServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String api;
    private final Api answers;
    private final List<Asked> asked = new ArrayList<>();
    private final Deque<Instead> instead = new ArrayDeque<>();

    /** What an API makes of a request; the path is that below the API, as it was sent. */
    @FunctionalInterface
    public interface Api {
        Answer answer(Asked request) throws IOException;
    }

    public record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public record Answer(int status, Map<String, String> headers, String body) {

        public static Answer json(int status, JsonNode body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body.toString());
        }

        public static Answer message(int status, String message) {
            return json(status, JSON.createObjectNode().put("message", message));
        }
    }

    private record Instead(String method, String path, Answer answer) {}

    /** On the port; 0: on any. The API is below that path. */
    public ForgeServer(int port, String api, Api answers) {
        this.api = api;
        this.answers = answers;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(api, this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Answers so, once, the next time that such a request comes; the path by its end. */
    public synchronized void instead(String method, String path, Answer answer) {
        instead.add(new Instead(method, path, answer));
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How often such a request came; the path by its end. */
    public long count(String method, String path) {
        return asked().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().endsWith(path))
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var request = new Asked(
                    exchange.getRequestMethod(),
                    uri.getRawPath().substring(api.length()),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var answer = answer(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answer answer(Asked request) throws IOException {
        asked.add(request);
        var other = instead.stream()
                .filter(each ->
                        each.method().equals(request.method()) && request.path().endsWith(each.path()))
                .findFirst();
        if (other.isPresent()) {
            instead.remove(other.get());
            return other.get().answer();
        }
        try {
            return answers.answer(request);
        } catch (RuntimeException | AssertionError e) {
            return Answer.message(418, String.valueOf(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
