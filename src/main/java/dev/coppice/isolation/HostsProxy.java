package dev.coppice.isolation;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** An HTTP proxy at a socket file, that lets nobody through to hosts which are not on its list. */
final class HostsProxy implements AutoCloseable {

    /** Each is two of this process's open files; others wait for their turn. */
    private static final int MOST_CONNECTIONS = 256;

    private static final int MOST_TOLD = 500;

    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Set<String> told = ConcurrentHashMap.newKeySet();
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
                places.acquire();
                Thread.startVirtualThread(() -> talk(client));
            } catch (ClosedChannelException | InterruptedException e) {
                return;
            } catch (IOException e) {
                Log.warnf("the proxy of sandboxes cannot take a connection: %s", e.getMessage());
            }
        }
    }

    private void talk(SocketChannel client) {
        try {
            new ProxyTalk(client, hosts, environment, this::tell).run();
        } finally {
            places.release();
        }
    }

    /** Each refusal once, and not without end: whoever is refused could fill the log. */
    private void tell(String refusal) {
        if (told.size() < MOST_TOLD && told.add(refusal)) {
            Log.infof("a sandbox did not get %s", refusal);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
