package dev.coppice.api.live;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bytes of a WebSocket, for what no well-behaved client sends. */
final class RawSocket implements AutoCloseable {

    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;

    /** Whoever waits for a service that says nothing is to hear of it. */
    private static final int LONGEST_SILENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final String head;
    private final DataInputStream in;

    private RawSocket(URI service, String path, Map<String, String> headers) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        write(handshake(path, headers).getBytes(StandardCharsets.US_ASCII));
        in = new DataInputStream(socket.getInputStream());
        head = readHead();
    }

    /** The request for a WebSocket as a browser would make it. */
    static String handshake(URI service, String path) {
        return handshake(path, headers(service.getAuthority()));
    }

    private static String handshake(String path, Map<String, String> headers) {
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        return request + "\r\n";
    }

    private static Map<String, String> headers(String host) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", host);
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        return headers;
    }

    /** With these headers besides, each as it is written. */
    static RawSocket open(URI service, String path, String... others) throws IOException {
        var headers = headers(service.getAuthority());
        for (var other : others) {
            headers.put(other.substring(0, other.indexOf(':')), other.substring(other.indexOf(':') + 2));
        }
        return new RawSocket(service, path, headers);
    }

    static RawSocket openAs(String host, URI service, String path) throws IOException {
        return new RawSocket(service, path, headers(host));
    }

    /** With another value of one header. */
    static RawSocket openWith(URI service, String path, String name, String value) throws IOException {
        var headers = headers(service.getAuthority());
        headers.put(name, value);
        return new RawSocket(service, path, headers);
    }

    private String readHead() throws IOException {
        var read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    String head() {
        return head;
    }

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** Of an answer that tells its length. */
    String body() throws IOException {
        var length = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElseThrow();
        return new String(in.readNBytes(Integer.parseInt(length.split(":", 2)[1].strip())), StandardCharsets.UTF_8);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** One frame of zeros, masked as a client's have to be. */
    void send(int kind, int size) throws IOException {
        var header = new ArrayList<Integer>(List.of(0x80 | kind));
        if (size <= 125) {
            header.add(0x80 | size);
        } else if (size < 65_536) {
            header.addAll(List.of(0x80 | 126, size >> 8, size & 0xff));
        } else {
            header.addAll(
                    List.of(0x80 | 127, 0, 0, 0, 0, size >> 24, (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff));
        }
        header.addAll(List.of(0, 0, 0, 0));
        var frame = new byte[header.size() + size];
        for (int index = 0; index < header.size(); index++) {
            frame[index] = (byte) (int) header.get(index);
        }
        try {
            write(frame);
        } catch (IOException e) {
            if (size < 65_536) {
                throw e;
            }
            // It was let go before all of that had arrived.
        }
    }

    /** Fails if so many have been taken. */
    void sendUntilItIsCut(int kind, int size, int most) {
        try {
            for (int number = 0; number < most; number++) {
                send(kind, size);
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError(most + " frames were taken");
    }

    /** Takes what comes until a close frame does; 0 if the connection ends without. */
    int closeCode() throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) {
                return 0;
            }
            int length = in.readUnsignedByte() & 0x7f;
            long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            var content = in.readNBytes(Math.toIntExact(size));
            if ((first & 0x0f) == CLOSE) {
                return content.length < 2 ? 1005 : ((content[0] & 0xff) << 8) | (content[1] & 0xff);
            }
        }
    }

    /** Takes what comes until nothing comes any more. */
    void awaitEnd() throws IOException {
        try {
            while (in.read() >= 0) {}
        } catch (java.net.SocketException e) {
            // It was reset, which is an end too.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
