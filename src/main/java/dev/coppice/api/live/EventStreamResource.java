package dev.coppice.api.live;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

/** What happens to all executions, from now on or from the last event that the listener has. */
@Path("/api/v1/events/stream")
@RunOnVirtualThread
public class EventStreamResource {

    private final StreamAnswers answers;

    EventStreamResource(StreamAnswers answers) {
        this.answers = answers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @QueryParam("last_event_id") @Nullable String first,
            @Context RoutingContext context,
            @Context SseEventSink sink,
            @Context Sse sse) {
        answers.ofAll(LastEventId.of(last, first), context, sink, sse);
    }
}
