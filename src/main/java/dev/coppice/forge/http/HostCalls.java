package dev.coppice.forge.http;

import dev.coppice.forge.ForgeFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls one forge's API, with its token. A call to any other place is refused here, whoever asks for it, and a redirection is an answer
 * like any other: the token must not go where an answer sends it.
 */
public final class HostCalls {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 8 << 20;

    private final String forge;
    private final URI api;
    private final Supplier<String> token;
    private final Duration patience;
    private final HttpClient client;

    /** The forge by its configured name; its API without a slash at the end; the token is asked for with each call. */
    public HostCalls(String forge, URI api, Supplier<String> token) {
        this(forge, api, token, TO_ANSWER);
    }

    HostCalls(String forge, URI api, Supplier<String> token, Duration patience) {
        this(forge, api, token, patience, client());
    }

    private HostCalls(String forge, URI api, Supplier<String> token, Duration patience, HttpClient client) {
        this.forge = forge;
        this.api = api;
        this.token = token;
        this.patience = patience;
        this.client = client;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    /** The address of something below the API. */
    public URI at(String path) {
        return URI.create(api + path);
    }

    /** The same place as another caller. */
    public HostCalls as(Supplier<String> other) {
        return new HostCalls(forge, api, other, patience, client);
    }

    /** An answer that says yes; every other one is a {@link ForgeFailure}, as is none. */
    public Reply send(String method, URI target, Map<String, String> headers, byte[] body) {
        if (!isBelow(target)) {
            throw new ForgeFailure(
                    ForgeFailure.Kind.REFUSED, "the forge " + forge + " leads to another place than its API");
        }
        var secret = token.get();
        var request = HttpRequest.newBuilder(target)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + secret)
                .header("User-Agent", "coppice");
        headers.forEach(request::header);
        var reply = reply(request.build());
        if (!reply.isYes()) {
            throw new Complaint(forge, reply, secret).failure();
        }
        return reply;
    }

    private boolean isBelow(URI target) {
        return api.getScheme().equals(target.getScheme())
                && Objects.equals(api.getRawAuthority(), target.getRawAuthority())
                && target.normalize().equals(target)
                && target.getRawPath().startsWith(api.getRawPath() + "/");
    }

    private Reply reply(HttpRequest request) {
        var answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (TimeoutException e) {
            throw silent("it did not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw silent(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent("interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private ForgeFailure silent(String why) {
        return new ForgeFailure(ForgeFailure.Kind.LATER, "the forge " + forge + " cannot be reached: " + why);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null
                ? Complaint.harmless(cause.getMessage())
                : cause instanceof IOException ? cause.getClass().getSimpleName() : "it did not answer";
    }
}
