package dev.coppice.forge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;

/** Tells the application under test of two forges, {@code hub} and {@code lab}, at ports of loopback where tests may put stand-ins. */
public final class ForgeResource implements QuarkusTestResourceLifecycleManager {

    public static final String HUB = "coppice.forges.hub.url";
    public static final String LAB = "coppice.forges.lab.url";
    public static final String TOKEN = "the-forges-own-token";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "coppice.forges.hub.kind",
                "github",
                HUB,
                "http://127.0.0.1:" + freePort(),
                "coppice.forges.hub.token",
                TOKEN,
                "coppice.forges.lab.kind",
                "gitlab",
                LAB,
                "http://127.0.0.1:" + freePort() + "/",
                "coppice.forges.lab.token-file",
                tokenFile().toString());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path tokenFile() {
        try {
            var folder = Files.createDirectories(Path.of("target/forges").toAbsolutePath());
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return Files.writeString(
                    Files.createFile(folder.resolve(UUID.randomUUID().toString()), owner), TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of an address above. */
    public static int port(String url) {
        return Integer.parseInt(url.replaceAll(".*:(\\d+)/?", "$1"));
    }

    @Override
    public void stop() {}
}
