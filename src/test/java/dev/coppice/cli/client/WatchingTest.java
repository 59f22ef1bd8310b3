package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coppice.cli.progress.Progress;
import dev.coppice.task.ExecutionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a service that tags how an execution stands: at first it executes, nothing changes once, then it is completed. */
class WatchingTest {

    private static final String ID = "exec_000000000000";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/batches")) {
            send(exchange, 200, "[]");
            return;
        }
        asked.add(exchange.getRequestURI().getQuery() + " "
                + exchange.getRequestHeaders().getFirst("If-None-Match"));
        exchange.getResponseHeaders().set("ETag", "\"tag " + asked.size() + "\"");
        switch (asked.size()) {
            case 1 -> send(exchange, 200, status("executing"));
            case 2 -> send(exchange, 304, "");
            default -> send(exchange, 200, status("completed"));
        }
    }

    private static String status(String word) {
        return "{\"execution_id\":\"" + ID + "\",\"status\":\"" + word + "\"}";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aServiceThatTellsChangesIsAskedForThemOnly() {
        var messages = new PrintStream(written, true, StandardCharsets.UTF_8);
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var service = new Service(
                new Destinations(Optional.of(address), Optional.empty(), Map.of(), Optional::empty), messages);

        var end = new Watching(service, ID, Progress.on(messages), "coppice approve " + ID).toTheEnd();

        assertThat(end.state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(asked).containsExactly("null null", "wait=5s \"tag 1\"", "wait=5s \"tag 1\"");
    }
}
