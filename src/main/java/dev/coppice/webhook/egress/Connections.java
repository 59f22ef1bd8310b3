package dev.coppice.webhook.egress;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Connects to one address for each request; the host's name is said to the server, and its certificate must be that name's. */
final class Connections {

    private static final int MOST_TO_ONE_ADDRESS = 64;

    /** Of an answer that nobody reads: so much is let through, so that its server can end it in peace. */
    private static final long MOST_BYTES = 64 * 1024;

    private static final Duration MOST_TIME = Duration.ofSeconds(5);

    private static final int LONGEST_WORDS = 300;

    private final Vertx vertx;
    private final HttpClient http;

    Connections(Vertx vertx, HttpClientOptions options, Duration patience) {
        this.vertx = vertx;
        this.http = vertx.httpClientBuilder()
                .with(options.setKeepAlive(false)
                        .setForceSni(true)
                        .setMaxPoolSize(MOST_TO_ONE_ADDRESS)
                        .setConnectTimeout(Math.toIntExact(patience.toMillis()))
                        .setSslHandshakeTimeout(patience.toSeconds()))
                // What breaks a connection is told by the request that has it; without this it would be an error in the
                // log as well.
                .withConnectHandler(connection -> connection.exceptionHandler(Connections::isTold))
                .build();
    }

    private static void isTold(Throwable failure) {
        Log.debugf("a connection of a webhook broke: %s", failure.getMessage());
    }

    void close() {
        var _ = http.close();
    }

    Answer post(Letter letter, InetAddress address, Duration patience) throws InterruptedException {
        var begun = http.request(options(letter, address));
        var answered = begun.compose(request -> answer(request, letter));
        try {
            return answered.toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            begun.onSuccess(HttpClientRequest::reset);
            return new Answer.Unanswered("no answer in time");
        } catch (ExecutionException e) {
            return new Answer.Unanswered(words(Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    private static RequestOptions options(Letter letter, InetAddress address) {
        var to = letter.to();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.isSecure())
                .setURI(to.pathAndQuery())
                .setFollowRedirects(false);
        letter.headers().forEach(options::addHeader);
        return options;
    }

    private Future<Answer> answer(HttpClientRequest request, Letter letter) {
        return request.send(letter.body()).map(response -> {
            drain(request, response);
            return new Answer.Answered(
                    response.statusCode(), RetryAfter.read(response.getHeader("Retry-After"), Instant.now()));
        });
    }

    /** What comes after the answer's head is thrown away, and the connection with it if it is much, or takes long. */
    private void drain(HttpClientRequest request, HttpClientResponse response) {
        var left = new AtomicLong(MOST_BYTES);
        long timer = vertx.setTimer(MOST_TIME.toMillis(), _ -> close(request));
        response.exceptionHandler(_ -> vertx.cancelTimer(timer));
        response.endHandler(_ -> vertx.cancelTimer(timer));
        response.handler(bytes -> {
            if (left.addAndGet(-bytes.length()) < 0) {
                close(request);
            }
        });
    }

    private static void close(HttpClientRequest request) {
        var _ = request.connection().close();
    }

    /** One short line, whatever a library or a server has put into it. */
    private static String words(Throwable failure) {
        var words = message(failure)
                + Optional.ofNullable(failure.getCause())
                        .map(cause -> ": " + message(cause))
                        .orElse("");
        var line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_WORDS));
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }
}
