package dev.coppice.isolation;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One connection to the proxy: asks for one host, gets it or is told why not.
 *
 * @param refusals is told as well
 */
record ProxyTalk(SocketChannel client, AllowedHosts hosts, Map<String, String> environment, Consumer<String> refusals) {

    private static final int CONNECT_MILLISECONDS = 20_000;

    void run() {
        try (client) {
            talk();
        } catch (IOException e) {
            Log.debugf("a sandbox's connection to its proxy ended: %s", e.getMessage());
        }
    }

    private void talk() throws IOException {
        try {
            answer(ProxyRequest.read(client));
        } catch (HostRefusedException e) {
            refuse("400 Bad Request", String.valueOf(e.getMessage()));
        }
    }

    private void answer(ProxyRequest request) throws IOException {
        var destination = Destination.allowed(hosts, request.host(), request.port());
        if (destination.isEmpty()) {
            refuse(
                    "403 Forbidden",
                    request.host() + ":" + request.port() + " is not among the hosts that this sandbox may reach"
                            + " (coppice.sandbox.hosts)");
            return;
        }
        var upstream = UpstreamProxy.of(environment, request.host(), request.isTunnel());
        try (var host = upstream.isPresent()
                ? connect(upstream.get(), destination.get())
                : connect(destination.get().addresses(), request.port())) {
            begin(request, host, upstream.map(UpstreamProxy::header));
            Splice.both(client, host);
        } catch (HostRefusedException e) {
            refuse("502 Bad Gateway", String.valueOf(e.getMessage()));
        }
    }

    private void begin(ProxyRequest request, SocketChannel host, Optional<String> forUpstream) throws IOException {
        boolean isTunnelHere = request.isTunnel() && forUpstream.isEmpty();
        if (isTunnelHere) {
            write(client, "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else {
            write(host, request.head(forUpstream.isPresent(), forUpstream.orElse("")));
        }
    }

    private static SocketChannel connect(UpstreamProxy upstream, Destination destination) throws IOException {
        if (!destination.isSafeByName()) {
            throw new HostRefusedException(destination.host() + " is no public name");
        }
        return connect(List.of(InetAddress.getAllByName(upstream.host())), upstream.port());
    }

    private static SocketChannel connect(List<InetAddress> addresses, int port) throws IOException {
        IOException failure = new HostRefusedException("no address");
        for (var address : addresses) {
            var channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLISECONDS);
                return channel;
            } catch (IOException e) {
                channel.close();
                failure = new HostRefusedException(address.getHostAddress() + ":" + port + ": " + e.getMessage());
            }
        }
        throw failure;
    }

    private void refuse(String status, String reason) throws IOException {
        refusals.accept(reason);
        var text = "coppice: " + reason + "\n";
        write(
                client,
                ("HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                                + text.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + text)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
