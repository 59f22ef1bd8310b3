package dev.coppice.isolation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy through which this machine itself reaches others, as the operator's environment names it.
 *
 * @param credentials {@code user:password}; "" if it wants none
 */
record UpstreamProxy(String host, int port, String credentials) {

    private static final int USUAL_PORT = 80;

    /** The one for a host; empty if the host is reached directly. */
    static Optional<UpstreamProxy> of(Map<String, String> environment, String host, boolean isTunnel) {
        return isExcepted(value(environment, "no_proxy"), host)
                ? Optional.empty()
                : Optional.of(value(environment, isTunnel ? "https_proxy" : "http_proxy"))
                        .filter(url -> !url.isBlank())
                        .flatMap(UpstreamProxy::parse);
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    private static boolean isExcepted(String exceptions, String host) {
        var small = host.toLowerCase(Locale.ROOT);
        return AllowedHost.of("localhost").name().equals(small)
                || small.equals("127.0.0.1")
                || small.equals("::1")
                || Stream.of(exceptions.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
                        .anyMatch(entry -> entry.equals("*")
                                || small.equals(entry)
                                || small.endsWith(entry.startsWith(".") ? entry : "." + entry));
    }

    private static Optional<UpstreamProxy> parse(String url) {
        try {
            var address = URI.create(url.contains("://") ? url : "http://" + url);
            int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
            return Optional.ofNullable(address.getHost())
                    .map(host -> new UpstreamProxy(
                            host,
                            port,
                            Optional.ofNullable(address.getUserInfo()).orElse("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What it is told besides a request. */
    String header() {
        return credentials.isEmpty()
                ? ""
                : "Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    /** It may be in a private network, and usually is. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
