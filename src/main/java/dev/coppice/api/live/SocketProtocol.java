package dev.coppice.api.live;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** The name of what is spoken here: a browser that offers names, a token among them, wants one of them chosen. */
@ApplicationScoped
class SocketProtocol implements HttpServerOptionsCustomizer {

    static final String NAME = "coppice.events";

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.addWebSocketSubProtocol(NAME);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.addWebSocketSubProtocol(NAME);
    }
}
