package dev.coppice.isolation;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An HTTP proxy at a socket file, that lets nobody through to hosts which are not on its list. */
final class HostsProxy implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Path socket;
    private final AllowedHosts hosts;
    private final Map<String, String> environment;

    private HostsProxy(ServerSocketChannel server, Path socket, AllowedHosts hosts, Map<String, String> environment) {
        this.server = server;
        this.socket = socket;
        this.hosts = hosts;
        this.environment = environment;
    }

    /** Listens from now on; the environment may name a proxy through which others are reached. */
    static HostsProxy start(Path socket, AllowedHosts hosts, Map<String, String> environment) throws IOException {
        Files.deleteIfExists(socket);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var proxy = new HostsProxy(server, socket, hosts, Map.copyOf(environment));
        Thread.ofPlatform().daemon().name("sandbox-proxy").start(proxy::accept);
        return proxy;
    }

    Path socket() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                Thread.startVirtualThread(new ProxyTalk(client, hosts, environment)::run);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                Log.warnf("the proxy of sandboxes cannot take a connection: %s", e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
