package dev.coppice.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.database.ServiceNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Calls one service, as whoever the token stands for. */
public final class ApiClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final String address;
    private final Optional<String> token;

    /** As its operator. */
    public ApiClient(ServiceNote service) {
        this(service.address(), Optional.of(service.token()));
    }

    ApiClient(String address, Optional<String> token) {
        this.address = address;
        this.token = token;
        this.http = client(address);
    }

    private static HttpClient client(String address) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        return (address.startsWith("https:") ? client : client.sslContext(trustingNobody())).build();
    }

    /** A client reads all the certificates that it could trust when it is made: a fifth of a short command's time, where there are none. */
    private static SSLContext trustingNobody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The service's address followed by the path. */
    public String address(String path) {
        return address + path;
    }

    public Answer get(String path) {
        return get(path, Map.of());
    }

    Answer get(String path, Map<String, String> headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    public Answer delete(String path) {
        return send(request(path, Map.of()).DELETE());
    }

    /** A text as one part of a path, whatever is in it. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address(path))).timeout(PATIENCE);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        headers.forEach(request::header);
        return request;
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            var fine = new Answer.Fine(
                    response.statusCode(), response.body(), response.headers().firstValue("ETag"));
            return fine.status() < 300 || fine.isUnchanged() ? fine : Answer.Refused.of(fine.status(), fine.json());
        } catch (ConnectException e) {
            return new Answer.Silent(address + " does not answer (connection refused)");
        } catch (IOException e) {
            return new Answer.Silent(address + " does not answer (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silent("interrupted");
        }
    }

    /** Ends its threads; the JVM would wait for them for a third of a second when it exits. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
