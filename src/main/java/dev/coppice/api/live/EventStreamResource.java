package dev.coppice.api.live;

import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Problem;
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
@Needs(Right.READ)
public class EventStreamResource {

    private final StreamAnswers answers;
    private final Caller caller;

    EventStreamResource(StreamAnswers answers, Caller caller) {
        this.answers = answers;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @QueryParam("last_event_id") @Nullable String first,
            @Context RoutingContext context,
            @Context SseEventSink sink,
            @Context Sse sse) {
        refuseIfLimited();
        answers.ofAll(LastEventId.of(last, first), context, sink, sse);
    }

    /** Events do not say which repository they are of. */
    private void refuseIfLimited() {
        if (caller.principal().repositories().isPresent()) {
            throw Problem.of(
                            403,
                            "forbidden",
                            "this token is for some repositories only, and this stream tells of all; listen to an execution's own")
                    .asException();
        }
    }
}
