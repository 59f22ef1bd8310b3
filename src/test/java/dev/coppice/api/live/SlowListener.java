package dev.coppice.api.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection that asks for a stream and takes nothing of it until it is told to. */
final class SlowListener implements AutoCloseable {

    private static final int SMALL = 4_096;

    private final Socket socket = new Socket();

    SlowListener(URI service, String path) throws IOException {
        this(service, path, "Accept: text/event-stream");
    }

    /** With these headers, each in a line. */
    SlowListener(URI service, String path, String headers) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n" + headers + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The names of the first events. */
    List<String> readToEvent(int count) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var names = new ArrayList<String>();
        while (names.size() < count) {
            var line = lines.readLine();
            if (line == null) {
                return names;
            }
            if (line.startsWith("event:")) {
                names.add(line.substring("event:".length()).strip());
            }
        }
        return names;
    }

    /** The names of all that comes until the connection ends, in order or not. */
    List<String> readToEnd() throws IOException {
        try {
            return readToEvent(Integer.MAX_VALUE);
        } catch (SocketException e) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
