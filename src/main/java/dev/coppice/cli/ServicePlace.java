package dev.coppice.cli;

import dev.coppice.access.issuer.Issuer;
import dev.coppice.api.access.Entrance;
import dev.coppice.api.access.Loopback;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the service listens. */
@ApplicationScoped
class ServicePlace {

    private final HttpServer server;
    private final String host;
    private final int configuredPort;
    private final Entrance entrance;
    private final Issuer issuer;

    ServicePlace(
            HttpServer server,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int configuredPort,
            Entrance entrance,
            Issuer issuer) {
        this.server = server;
        this.host = host;
        this.configuredPort = configuredPort;
        this.entrance = entrance;
        this.issuer = issuer;
    }

    /** Why nobody should listen here: by what callers could be known makes no sense, or there is nothing and other machines reach it. */
    Optional<String> objection() {
        var objection = issuer.objection();
        return objection.isPresent() || Loopback.is(host) || entrance.knowsAnybody()
                ? objection
                : Optional.of(
                        "--host " + host + " lets other machines in: set COPPICE_API_TOKEN to a secret of at least "
                                + ServiceSettings.SHORTEST_TOKEN
                                + " characters, make a token with `coppice token create`, or set coppice.access.oidc.issuer, first");
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
