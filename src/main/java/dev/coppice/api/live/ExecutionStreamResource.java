package dev.coppice.api.live;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.event.Position;
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

/** What happens to one execution, from its beginning or from the last event that the listener has, until its end. */
@Path("/api/v1/autonomous/{id}/events/stream")
@RunOnVirtualThread
@Needs(Right.READ)
public class ExecutionStreamResource {

    private final Lookup lookup;
    private final StreamAnswers answers;

    ExecutionStreamResource(Lookup lookup, StreamAnswers answers) {
        this.lookup = lookup;
        this.answers = answers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @QueryParam("last_event_id") @Nullable String first,
            @Context RoutingContext context,
            @Context SseEventSink sink,
            @Context Sse sse) {
        var after = LastEventId.of(last, first).orElse(Position.START);
        answers.ofOne(lookup.execution(id).id(), after, context, sink, sse);
    }
}
