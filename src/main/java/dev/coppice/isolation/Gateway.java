package dev.coppice.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
record Gateway(HostsProxy proxy, Path relay, AllowedHosts hosts) {

    private static final Path SOCKET = Path.of("/run/coppice/proxy");
    private static final Path CLASSES = Path.of("/run/coppice/relay");
    private static final Path JAVA = Path.of(System.getProperty("java.home", ""));
    private static final int FIRST_PORT = 40_128;
    private static final String LOCAL = "localhost,127.0.0.1,::1";

    private static final List<String> LIGHT = List.of(
            "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx32m", "-Xrs");

    /** Whether the relay can be run here at all. */
    static boolean hasJava() {
        return Files.isExecutable(JAVA.resolve("bin/java"));
    }

    /** Puts the relay's class where the sandbox can be shown it. */
    static Path unpackRelay(Path folder) throws IOException {
        var name = Relay.class.getName().replace('.', '/') + ".class";
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = Relay.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("the application lacks " + name);
            }
            Files.write(file, bytes.readAllBytes());
        }
        return folder;
    }

    /** Its own Java lies where it lies on the host. */
    void show(Mounts mounts) {
        mounts.writable(proxy.socket(), SOCKET);
        mounts.readOnly(relay, CLASSES);
        if (!mounts.shows(JAVA)) {
            mounts.readOnly(JAVA);
        }
    }

    /** The words that start the relay. */
    List<String> companion() {
        var words = new ArrayList<>(
                List.of("/usr/bin/env", "-i", JAVA.resolve("bin/java").toString()));
        words.addAll(LIGHT);
        words.addAll(List.of("-cp", CLASSES.toString(), Relay.class.getName(), SOCKET.toString()));
        words.add(Integer.toString(port()));
        hosts.portsOfThisMachine().forEach(port -> words.add(Integer.toString(port)));
        return words;
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
