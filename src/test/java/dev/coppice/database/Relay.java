package dev.coppice.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries connections to a server on this machine. It can be led to another server, or swallow silently what connections carry. */
public final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    public static Relay to(DatabaseAddress server) {
        try {
            var relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port(server));
            Thread.ofPlatform().daemon().name("relay").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(DatabaseAddress server) {
        return Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    /** The server's address as it is through this relay. */
    public DatabaseAddress address(DatabaseAddress server) {
        return new DatabaseAddress(
                server.url().replaceFirst(":\\d+/", ":" + door.getLocalPort() + "/"), server.user(), server.password());
    }

    /** From now on, new connections go there. */
    public void leadTo(DatabaseAddress server) {
        target = port(server);
    }

    /** Connections that are open now stay open, and nothing comes through any more: a network that broke without telling anybody. */
    public void swallow() {
        links.forEach(link -> link.swallows = true);
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                Thread.ofPlatform().daemon().name("relay").start(() -> connect(client));
            }
        } catch (IOException _) {
            // The door was closed.
        }
    }

    private void connect(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var link = new Link();
            links.add(link);
            var back = Thread.ofPlatform().daemon().name("relay").start(() -> pump(link, server, client));
            pump(link, client, server);
            back.join();
        } catch (IOException _) {
            // Nobody is there; the client sees that its connection is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Link link, Socket from, Socket to) {
        try (from;
                to) {
            carry(link, from.getInputStream(), to.getOutputStream());
        } catch (IOException _) {
            // One of the two has gone; so does the other.
        }
    }

    private static void carry(Link link, InputStream in, OutputStream out) throws IOException {
        byte[] bytes = new byte[8192];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            if (!link.swallows) {
                out.write(bytes, 0, length);
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Link {
        private volatile boolean swallows;
    }
}
