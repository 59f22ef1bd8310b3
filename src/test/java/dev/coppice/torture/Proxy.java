package dev.coppice.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** One worker's way to the database, which can be cut, clogged or turned into a black hole, and follows the server to a new port. */
final class Proxy implements AutoCloseable {

    /** What becomes of the bytes that arrive. */
    enum Way {
        OPEN,
        /** They are lost, and whoever waits for an answer waits for ever. */
        SWALLOW,
        /** They wait, and go on when the way is open again. */
        DELAY
    }

    private final ServerSocket entrance;
    private final IntSupplier server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Way way = Way.OPEN;

    Proxy(IntSupplier server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    synchronized void turn(Way to) {
        way = to;
        notifyAll();
    }

    /** Ends every connection at once. */
    void cut() {
        sockets.forEach(Proxy::end);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        try {
            var upstream = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(upstream);
            Thread.ofVirtual().start(() -> pass(client, upstream));
            Thread.ofVirtual().start(() -> pass(upstream, client));
        } catch (IOException e) {
            end(client); // the server is down; the client hears as much
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16384];
        try (from;
                to) {
            boolean lost = false;
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                lost |= swallows();
                if (!lost) {
                    to.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // Either end has gone; the other one is told by the close.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** A stream that has lost bytes can never go on; waits while the way is clogged. */
    private synchronized boolean swallows() {
        while (way == Way.DELAY) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return way == Way.SWALLOW;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
