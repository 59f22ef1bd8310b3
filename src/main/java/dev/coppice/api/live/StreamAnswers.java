package dev.coppice.api.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.event.Following;
import dev.coppice.event.Position;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;

/** Answers a request with a stream, until it is over. */
@ApplicationScoped
class StreamAnswers {

    private final Streaming streaming;
    private final StreamPlaces places;
    private final StreamConfig config;
    private final ObjectMapper json;

    StreamAnswers(Streaming streaming, StreamPlaces places, StreamConfig config, ObjectMapper json) {
        this.streaming = streaming;
        this.places = places;
        this.config = config;
        this.json = json;
    }

    /** The events of one execution after the position. */
    void ofOne(ExecutionId execution, Position after, RoutingContext context, SseEventSink sink, Sse sse) {
        answer(
                Optional.of(execution),
                Optional.of(after),
                context,
                sink,
                following -> streaming.stream(following, execution, after, listener(sink, sse)));
    }

    /** The events of all executions after the position, or from now on. */
    void ofAll(Optional<Position> after, RoutingContext context, SseEventSink sink, Sse sse) {
        answer(Optional.empty(), after, context, sink, following -> streaming.stream(following, listener(sink, sse)));
    }

    private Listener listener(SseEventSink sink, Sse sse) {
        return new ServerSentEvents(sink, sse, json, config.patience());
    }

    private interface Sending {
        void to(Following following) throws InterruptedException, Listener.Gone;
    }

    /** On a thread of its own from the moment when the answer begins: until then the request can still be refused. */
    private void answer(
            Optional<ExecutionId> execution,
            Optional<Position> after,
            RoutingContext context,
            SseEventSink sink,
            Sending sending) {
        var place = places.take(address(context));
        Connections.atEnd(context, place::close);
        var following = streaming.follow(execution, after);
        Connections.atEnd(context, following::close);
        // A proxy that collects an answer before it passes it on would pass nothing on.
        context.response().putHeader("X-Accel-Buffering", "no");
        var thread = Thread.ofVirtual().name("event-stream").unstarted(() -> send(following, sending, context, sink));
        var _ = context.addHeadersEndHandler(_ -> thread.start());
    }

    static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    /** The answer has begun: whatever goes wrong now can only end it, and its listener comes back with the last id it had. */
    private static void send(Following following, Sending sending, RoutingContext context, SseEventSink sink) {
        try {
            sending.to(following);
            sink.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut(context);
        } catch (Listener.Gone e) {
            cut(context);
        } catch (RuntimeException e) {
            Log.warnf("a stream of events broke off: %s", e.getMessage());
            cut(context);
        }
    }

    /** Not by the end of the answer, which would have to wait for a listener that takes nothing. */
    private static void cut(RoutingContext context) {
        Connections.cut(context.request().connection());
    }
}
