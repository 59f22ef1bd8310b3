package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a sandbox that has no network: a proxy outside, its socket file inside, and a {@link Relay} that makes ports of that for
 * programs which know nothing of socket files.
 */
record Gateway(HostsProxy proxy, RelayProgram relay, AllowedHosts hosts) {

    private static final Path SOCKET = Path.of("/run/coppice/proxy");
    private static final int FIRST_PORT = 40_128;
    private static final String LOCAL = "localhost,127.0.0.1,::1";

    /** What is needed of it inside. */
    void show(Mounts mounts) throws IOException {
        mounts.writable(proxy.socket(), SOCKET);
        relay.show(mounts);
    }

    /** The words that start the relay. */
    List<String> companion() {
        var ports = Stream.concat(Stream.of(port()), hosts.portsOfThisMachine().stream());
        return relay.command(Stream.concat(Stream.of(SOCKET.toString()), ports.map(String::valueOf)));
    }

    private int port() {
        var taken = hosts.portsOfThisMachine();
        return Stream.iterate(FIRST_PORT, port -> port + 1)
                .filter(port -> !taken.contains(port))
                .findFirst()
                .orElseThrow();
    }

    /** The variables by which programs find the proxy, added to those that are there. */
    Map<String, String> variables(Map<String, String> before) {
        var changed = new HashMap<>(before);
        var address = "http://127.0.0.1:" + port();
        for (var name : List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
            changed.put(name, address);
        }
        changed.put("no_proxy", LOCAL);
        changed.put("NO_PROXY", LOCAL);
        List.of("all_proxy", "ALL_PROXY").forEach(changed::remove);
        changed.put("NODE_USE_ENV_PROXY", "1");
        var java = javaSettings();
        changed.put(
                "MAVEN_OPTS",
                joined(before.get("MAVEN_OPTS"), java + " -Daether.connector.http.useSystemProperties=true"));
        changed.put("GRADLE_OPTS", joined(before.get("GRADLE_OPTS"), java));
        return changed;
    }

    /** Java does not heed the usual variables. */
    private String javaSettings() {
        return Stream.of("http", "https")
                .map(scheme -> "-D" + scheme + ".proxyHost=127.0.0.1 -D" + scheme + ".proxyPort=" + port())
                .collect(Collectors.joining(" "));
    }

    private static String joined(@Nullable String before, String more) {
        return Optional.ofNullable(before)
                .filter(text -> !text.isBlank())
                .map(text -> text + " " + more)
                .orElse(more);
    }
}
