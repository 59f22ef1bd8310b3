package dev.coppice.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A listener at the other end of a stream of server-sent events. */
final class ServerSentEvents implements Listener {

    private final SseEventSink sink;
    private final Sse sse;
    private final ObjectMapper json;
    private final Duration patience;

    ServerSentEvents(SseEventSink sink, Sse sse, ObjectMapper json, Duration patience) {
        this.sink = sink;
        this.sse = sse;
        this.json = json;
        this.patience = patience;
    }

    @Override
    public boolean isThere() {
        return !sink.isClosed();
    }

    @Override
    public void tell(EventView event) throws Gone, InterruptedException {
        send(sse.newEventBuilder()
                .id(event.id())
                .name(event.what())
                .data(text(event))
                .build());
    }

    @Override
    public void heartbeat() throws Gone, InterruptedException {
        send(sse.newEventBuilder().comment("nothing new").build());
    }

    @Override
    public void end(EndView end) throws Gone, InterruptedException {
        send(sse.newEventBuilder().name("end").data(text(end)).build());
    }

    /** One at a time: what a slow listener has not taken yet is one event, and the others stay where they are. */
    private void send(OutboundSseEvent event) throws Gone, InterruptedException {
        try {
            var _ = sink.send(event).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
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
