package dev.coppice.isolation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A program of its own inside a sandbox that has no network: makes of a socket file, behind which a {@link HostsProxy} listens, ports of
 * the sandbox's own loopback address. One class, without lambdas and without anything of Coppice: it starts before every command.
 */
final class Relay implements Runnable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BUFFER = 16 << 10;

    private final String socket;
    private final int port;
    private final ServerSocketChannel server;
    private final @Nullable SocketChannel from;
    private final @Nullable SocketChannel to;
    private final AtomicInteger ended;

    /** Waits for clients of that port; what they say is meant for the proxy itself if the port is 0, else for that port of the host. */
    private Relay(String socket, int port, ServerSocketChannel server) {
        this(socket, port, server, null, null, new AtomicInteger());
    }

    private Relay(
            String socket,
            int port,
            ServerSocketChannel server,
            @Nullable SocketChannel from,
            @Nullable SocketChannel to,
            AtomicInteger ended) {
        this.socket = socket;
        this.port = port;
        this.server = server;
        this.from = from;
        this.to = to;
        this.ended = ended;
    }

    /** The socket file, the port of the proxy, and the ports of the host that are to be there as well. */
    public static void main(String[] arguments) throws IOException {
        for (int index = 1; index < arguments.length; index++) {
            int port = Integer.parseInt(arguments[index]);
            var server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            new Thread(new Relay(arguments[0], index == 1 ? 0 : port, server)).start();
        }
        System.out.println("ready");
        System.out.close(); // whoever reads the line waits for the end of the output
    }

    @Override
    public void run() {
        try {
            if (from == null || to == null) {
                serve();
            } else {
                copy(from, to);
                if (ended.incrementAndGet() == 2) {
                    close(from);
                    close(to);
                }
            }
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private void serve() throws IOException {
        while (true) {
            var client = server.accept();
            try {
                var proxy = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                if (port != 0) {
                    open(proxy);
                }
                var both = new AtomicInteger();
                new Thread(new Relay(socket, port, server, client, proxy, both)).start();
                new Thread(new Relay(socket, port, server, proxy, client, both)).start();
            } catch (IOException e) {
                close(client);
            }
        }
    }

    /** Asks for a tunnel to that port of the host. */
    private void open(SocketChannel proxy) throws IOException {
        var request = String.join("", "CONNECT localhost:", Integer.toString(port), " HTTP/1.1\r\n\r\n");
        write(proxy, ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        var answer = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (answer.indexOf("\r\n\r\n") < 0) {
            one.clear();
            if (proxy.read(one) < 1) {
                throw new IOException("the proxy hangs up");
            }
            answer.append((char) one.get(0));
        }
        if (!answer.toString().startsWith("HTTP/1.1 200")) {
            throw new IOException("the proxy refuses");
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            write(to, buffer);
            buffer.clear();
        }
        to.shutdownOutput();
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is of no use to anybody any more.
        }
    }
}
