package dev.coppice.api.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to a WebSocket as any client does. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    final List<String> messages = new CopyOnWriteArrayList<>();

    private final StringBuilder message = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile int code;
    private volatile WebSocket socket;

    private SocketClient() {}

    /** Fails with the answer if there is one instead of a connection. */
    public static SocketClient open(URI service, String path, Map<String, String> headers, String... protocols) {
        var client = new SocketClient();
        var builder = client.http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0],
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
        }
        client.socket = builder.buildAsync(URI.create("ws://" + service.getAuthority() + path), client)
                .join();
        return client;
    }

    WebSocket socket() {
        return socket;
    }

    /** With which the other side closed it; 0 as long as it has not, 1006 if it did without. */
    public int code() {
        return code;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        message.append(data);
        if (isLast) {
            messages.add(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        code = status;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        code = 1006;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
