package dev.coppice.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coppice.process.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A forge on loopback: the repositories below a folder, by git's own {@code http-backend}, for whoever has the token. */
public final class GitOverHttp implements AutoCloseable {

    private final HttpServer server;
    private final Path root;
    private final String expected;

    /** What each request said of itself, in order. */
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private volatile Runnable before = () -> {};
    private volatile String elsewhere = "";

    private GitOverHttp(HttpServer server, Path root, String name, String token) {
        this.server = server;
        this.root = root;
        this.expected =
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Serves the folder until it is closed. */
    public static GitOverHttp of(Path root, String name, String token) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var forge = new GitOverHttp(server, root, name, token);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", forge::answer);
            server.start();
            return forge;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Done by the server before it answers a request. */
    public void before(Runnable act) {
        before = act;
    }

    /** From now on all is said to be at that address. */
    public void moveTo(String address) {
        elsewhere = address;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** An exchange that is over is not closed besides: that would cut the connection, on which the next request may be coming already. */
    private void answer(HttpExchange exchange) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(String.valueOf(authorization));
        before.run();
        if (!elsewhere.isEmpty()) {
            exchange.getResponseHeaders()
                    .add("Location", elsewhere + exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(301, -1);
        } else if (!expected.equals(authorization)) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
        } else {
            serve(exchange);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var git = Programs.find("git", root, System.getenv()).orElseThrow();
        var builder = new ProcessBuilder(git.toString(), "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "forge");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        put(builder, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        put(builder, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
        put(builder, "HTTP_CONTENT_ENCODING", exchange.getRequestHeaders().getFirst("Content-Encoding"));
        put(builder, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        reply(exchange, process.getInputStream().readAllBytes());
    }

    private static void put(ProcessBuilder builder, String name, @Nullable String value) {
        builder.environment().put(name, value == null ? "" : value);
    }

    private static void reply(HttpExchange exchange, byte[] said) throws IOException {
        var in = new ByteArrayInputStream(said);
        int status = 200;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var part = line.split(": ", 2);
            if (part[0].equals("Status")) {
                status = Integer.parseInt(part[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(part[0], part[1]);
            }
        }
        exchange.sendResponseHeaders(status, in.available() == 0 ? -1 : in.available());
        try (var body = exchange.getResponseBody()) {
            in.transferTo(body);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.write(sign);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
