package dev.coppice.api.access;

import dev.coppice.access.issuer.TestIssuer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A service that takes the tokens of an issuer, which is not there yet when it starts; and whose listeners must not be slow. */
public final class IssuerProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("coppice.access.oidc.issuer", "http://127.0.0.1:" + freePort() + "/realm"),
                Map.entry("coppice.access.oidc.audience", TestIssuer.AUDIENCE),
                Map.entry("coppice.access.oidc.repository-claim", "projects"),
                Map.entry("coppice.access.oidc.clock-skew", "0s"),
                Map.entry("coppice.access.oidc.key-refresh", "1h"),
                Map.entry("coppice.access.oidc.patience", "10s"),
                Map.entry("coppice.api.streams.heartbeat", "100ms"),
                Map.entry("coppice.api.streams.patience", "1s"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
