package dev.coppice.api.access;

import dev.coppice.access.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a token where a page can put one that opens a WebSocket, which lets it set no header: among the subprotocols it offers. In the
 * address it would lie in logs.
 */
final class SocketToken {

    private static final String PREFIX = "coppice.token.";

    private SocketToken() {}

    /** Empty if none is offered, or if the request is for no WebSocket. */
    static Optional<Secret> of(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                ? offered(request)
                        .filter(name -> name.startsWith(PREFIX))
                        .findFirst()
                        .map(name -> new Secret(name.substring(PREFIX.length())))
                : Optional.empty();
    }

    private static Stream<String> offered(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip);
    }
}
