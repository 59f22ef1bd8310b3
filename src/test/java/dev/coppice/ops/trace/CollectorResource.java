package dev.coppice.ops.trace;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A collector of traces, which keeps what it is sent in a folder. */
public final class CollectorResource implements QuarkusTestResourceLifecycleManager {

    private final Path folder =
            Path.of("target/spans", UUID.randomUUID().toString()).toAbsolutePath();
    private final AtomicInteger count = new AtomicInteger();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(folder);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            boolean isGood =
                    "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                            && "secret".equals(exchange.getRequestHeaders().getFirst("X-Key"));
            var file = folder.resolve(count.incrementAndGet() + ".part");
            Files.write(file, body);
            Files.move(file, folder.resolve(count.get() + ".json"));
            exchange.sendResponseHeaders(isGood ? 200 : 400, -1);
            exchange.close();
        });
        server.start();
        return Map.of(
                "coppice.trace.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "coppice.trace.headers",
                "X-Key=secret",
                "coppice.test.spans",
                folder.toString());
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
