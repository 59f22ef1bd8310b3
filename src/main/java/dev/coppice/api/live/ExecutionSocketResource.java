package dev.coppice.api.live;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.event.Position;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one execution, as {@link ExecutionStreamResource} tells it, over a WebSocket. Its opening is a route like any other, and
 * so whoever has no business here is refused by an answer before there is a connection.
 */
@Path("/ws/autonomous/{id}")
@RunOnVirtualThread
@Needs(Right.READ)
public class ExecutionSocketResource {

    private final Lookup lookup;
    private final SocketAnswers answers;

    ExecutionSocketResource(Lookup lookup, SocketAnswers answers) {
        this.lookup = lookup;
        this.answers = answers;
    }

    /** The answer stays open: the connection is no longer one of requests and answers. */
    @GET
    public void open(
            String id,
            @QueryParam("last_event_id") @Nullable String last,
            @Context RoutingContext context,
            @Suspended AsyncResponse answer) {
        Handshake.check(context);
        var after = LastEventId.of(null, last).orElse(Position.START);
        answers.ofOne(lookup.execution(id).id(), after, context, answer);
    }
}
