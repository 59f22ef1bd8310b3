package dev.coppice.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A listener at the other end of a WebSocket. What it says is not listened to, only that it is there. */
final class SocketListener implements Listener {

    private static final short NORMAL = 1000;
    private static final short GOING_AWAY = 1001;
    private static final short VIOLATION = 1008;
    private static final short TOO_BIG = 1009;
    private static final short BROKEN = 1011;

    private static final int LARGEST_FRAME = 4_096;

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final ObjectMapper json;
    private final StreamConfig config;
    private final Chatter chatter;

    /** When a ping was sent to which nothing has come back; 0 if there is none. */
    private volatile long pinged;

    SocketListener(ServerWebSocket socket, HttpConnection connection, ObjectMapper json, StreamConfig config) {
        this.socket = socket;
        this.connection = connection;
        this.json = json;
        this.config = config;
        this.chatter = new Chatter(config.heartbeat());
    }

    /** To be called on the thread of the connection, before anything can come; a client that is gone by now says nothing more. */
    void hear() {
        if (isThere()) {
            socket.frameHandler(this::heard).exceptionHandler(_ -> cut());
        }
    }

    /** Each of its pings is answered, and so its frames are counted whatever they are. */
    private void heard(WebSocketFrame frame) {
        pinged = 0;
        if (frame.binaryData().length() > LARGEST_FRAME) {
            var _ = socket.close(TOO_BIG, "nothing that is sent here is read");
        } else if (chatter.isTooMuch(System.nanoTime())) {
            var _ = socket.close(VIOLATION, "nothing that is sent here is read");
            cut();
        }
    }

    @Override
    public boolean isThere() {
        return !socket.isClosed();
    }

    @Override
    public void tell(EventView event) throws Gone, InterruptedException {
        send(event);
    }

    @Override
    public void heartbeat() throws Gone, InterruptedException {
        long now = System.nanoTime();
        if (pinged == 0) {
            pinged = now;
        } else if (Duration.ofNanos(now - pinged).compareTo(config.patience()) > 0) {
            throw new Gone("answers no ping");
        }
        await(socket.writePing(Buffer.buffer()));
    }

    @Override
    public void end(EndView end) throws Gone, InterruptedException {
        send(SocketEndView.of(end));
        await(socket.close(NORMAL, "the execution has ended"));
    }

    /** That this service stops; another one, or the next, goes on with the last id. */
    void leave() throws Gone, InterruptedException {
        await(socket.close(GOING_AWAY, "the service stops"));
    }

    /** That something went wrong here. */
    void giveUp() {
        var _ = socket.close(BROKEN, "come back with the last id");
    }

    /** Without a word, which would have to wait for a listener that takes nothing. */
    void cut() {
        Connections.cut(connection);
    }

    /** One at a time: what a slow listener has not taken yet is one event, and the others stay where they are. */
    private void send(Object view) throws Gone, InterruptedException {
        await(socket.writeTextMessage(text(view)));
    }

    private void await(Future<Void> writing) throws Gone, InterruptedException {
        try {
            writing.toCompletionStage()
                    .toCompletableFuture()
                    .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Gone("takes no events: " + e.getMessage());
        }
    }

    private String text(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
