package dev.coppice.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** One gateway for each list of hosts, from its first use until this process ends; their files are in a folder of their own. */
final class Gateways {

    /** Of a socket file's path, counted in bytes, with its end. */
    private static final int LONGEST = 100;

    private final Path folder;
    private final Relays relays;
    private final Map<AllowedHosts, Gateway> byHosts = new HashMap<>();

    /** Unpacks the program that leads to a gateway's socket. */
    interface Relays {
        RelayProgram unpack(Path folder) throws IOException;
    }

    /** In a folder that nobody else uses while this process lives. */
    Gateways(Path folder) {
        this(folder, RelayProgram::unpack);
    }

    Gateways(Path folder, Relays relays) {
        this.folder = folder;
        this.relays = relays;
    }

    synchronized Gateway to(AllowedHosts hosts) throws IOException {
        var known = byHosts.get(hosts);
        if (known != null) {
            return known;
        }
        var home = Files.createDirectories(folder);
        var socket = home.resolve("proxy-" + byHosts.size());
        var made = new Gateway(
                HostsProxy.start(isShort(socket) ? socket : elsewhere(), hosts, System.getenv()),
                relays.unpack(home.resolve("relay")),
                hosts);
        byHosts.put(hosts, made);
        return made;
    }

    private static boolean isShort(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length < LONGEST;
    }

    /** A data folder may lie deeper than a socket file's name can tell. */
    private static Path elsewhere() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var other = Files.createTempDirectory("coppice", ownerOnly);
        other.toFile().deleteOnExit();
        other.resolve("proxy").toFile().deleteOnExit();
        return other.resolve("proxy");
    }
}
