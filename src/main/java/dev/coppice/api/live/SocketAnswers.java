package dev.coppice.api.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.event.Following;
import dev.coppice.event.Position;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Optional;

/** Makes WebSockets of requests, and sends events to them until they are over. */
@ApplicationScoped
class SocketAnswers {

    private final Streaming streaming;
    private final StreamPlaces places;
    private final StreamConfig config;
    private final ObjectMapper json;

    SocketAnswers(Streaming streaming, StreamPlaces places, StreamConfig config, ObjectMapper json) {
        this.streaming = streaming;
        this.places = places;
        this.config = config;
        this.json = json;
    }

    /** What a listener holds as long as it is there. */
    private record Seat(StreamPlaces.Place place, Following following) implements AutoCloseable {

        @Override
        public void close() {
            following.close();
            place.close();
        }
    }

    /** The events of one execution after the position; the request has been seen to ask for a WebSocket. */
    void ofOne(ExecutionId execution, Position after, RoutingContext context, AsyncResponse answer) {
        var seat = seat(execution, after, context);
        Connections.atEnd(context, seat::close);
        context.vertx()
                .runOnContext(_ -> upgrade(
                        context,
                        answer,
                        seat,
                        listener -> streaming.stream(seat.following(), execution, after, listener)));
    }

    /** On the connection's own thread: nothing comes before there is somebody to hear it, and nobody goes unseen. */
    private void upgrade(RoutingContext context, AsyncResponse answer, Seat seat, Sending sending) {
        var connection = context.request().connection();
        try {
            var _ = context.request()
                    .toWebSocket()
                    .onSuccess(socket -> begin(socket, connection, seat, sending))
                    .onFailure(failure -> giveUp(context, seat, failure));
        } catch (IllegalStateException e) {
            // It is over by now: its client is gone.
            answer.resume(Handshake.missed(context));
        }
    }

    /** Vert.x would make a WebSocket of the rest of the request all the same, and fail on it loudly. */
    private static void giveUp(RoutingContext context, Seat seat, Throwable failure) {
        context.request().endHandler(null);
        seat.close();
        Log.debugf("a WebSocket was not opened: %s", failure.getMessage());
    }

    private Seat seat(ExecutionId execution, Position after, RoutingContext context) {
        var place = places.take(StreamAnswers.address(context));
        try {
            return new Seat(place, streaming.follow(Optional.of(execution), Optional.of(after)));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private interface Sending {

        void to(Listener listener) throws InterruptedException, Listener.Gone;
    }

    private void begin(ServerWebSocket socket, HttpConnection connection, Seat seat, Sending sending) {
        var listener = new SocketListener(socket, connection, json, config);
        listener.hear();
        var _ = Thread.ofVirtual().name("event-socket").start(() -> {
            try (seat) {
                send(listener, sending);
            }
        });
    }

    /** Whatever goes wrong now can only end it, and its listener comes back with the last id it had. */
    private static void send(SocketListener listener, Sending sending) {
        try {
            sending.to(listener);
            if (listener.isThere()) {
                listener.leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.cut();
        } catch (Listener.Gone e) {
            listener.cut();
        } catch (RuntimeException e) {
            Log.warnf("a WebSocket of events broke off: %s", e.getMessage());
            listener.giveUp();
        }
    }
}
