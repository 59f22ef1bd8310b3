package dev.coppice.cli;

import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the service listens. */
@ApplicationScoped
class ServicePlace {

    private final HttpServer server;
    private final String host;

    ServicePlace(HttpServer server, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.server = server;
        this.host = host;
    }

    /** As callers elsewhere would write it. */
    String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }

    /** For commands on this machine. */
    String localAddress() {
        boolean isAnywhere = host.equals("0.0.0.0") || host.equals("::");
        return isAnywhere ? "http://127.0.0.1:" + server.getPort() : address();
    }
}
