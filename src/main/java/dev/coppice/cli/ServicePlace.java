package dev.coppice.cli;

import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the service listens. */
@ApplicationScoped
class ServicePlace {

    private final HttpServer server;
    private final String host;
    private final int configuredPort;

    ServicePlace(
            HttpServer server,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int configuredPort) {
        this.server = server;
        this.host = host;
        this.configuredPort = configuredPort;
    }

    /** As callers elsewhere would write it. */
    String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** For commands on this machine. */
    String localAddress() {
        boolean isAnywhere = host.equals("0.0.0.0") || host.equals("::");
        return isAnywhere ? "http://127.0.0.1:" + port() : address();
    }

    /** After a reload in development the server, which goes on, does not tell the new code where it listens. */
    private int port() {
        return server.getPort() > 0 ? server.getPort() : configuredPort;
    }
}
