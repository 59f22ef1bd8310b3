package dev.coppice.api.live;

import dev.coppice.api.Problem;
import dev.coppice.api.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request must say to become a WebSocket (RFC 6455, 4.2.1). */
final class Handshake {

    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final String VERSION = "13";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private Handshake() {}

    /**
     * Leaves the request as it is.
     *
     * @throws ProblemException if it is another one
     */
    static void check(RoutingContext context) {
        if (!isOne(context.request())) {
            throw missed(context);
        }
    }

    /** Says what would be one. */
    static ProblemException missed(RoutingContext context) {
        tellWhatWouldBe(context);
        return Problem.of(
                        426,
                        "upgrade_required",
                        "this is a WebSocket of version " + VERSION + "; open it as one, over HTTP/1.1")
                .asException();
    }

    /** HTTP/2 forbids to speak of an upgrade. */
    private static void tellWhatWouldBe(RoutingContext context) {
        context.response().putHeader(VERSION_HEADER, VERSION);
        if (context.request().version() == HttpVersion.HTTP_1_1) {
            context.response().putHeader(HttpHeaders.UPGRADE, "websocket");
        }
    }

    private static boolean isOne(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && !hasBody(request)
                && has(request.getHeader(HttpHeaders.UPGRADE), "websocket")
                && has(request.getHeader(HttpHeaders.CONNECTION), "upgrade")
                && VERSION.equals(request.getHeader(VERSION_HEADER))
                && KEY.matcher(String.valueOf(request.getHeader("Sec-WebSocket-Key")))
                        .matches();
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private static boolean has(@Nullable String header, String word) {
        return header != null
                && Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .anyMatch(word::equals);
    }
}
