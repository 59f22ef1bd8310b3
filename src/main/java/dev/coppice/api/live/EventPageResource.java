package dev.coppice.api.live;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.api.Parameters;
import dev.coppice.event.EventLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What has happened to one execution, page by page, for those who come back now and then instead of listening. */
@Path("/api/v1/autonomous/{id}")
@RunOnVirtualThread
@Needs(Right.READ)
public class EventPageResource {

    private static final int USUAL = 100;

    private final Lookup lookup;
    private final EventLog log;

    EventPageResource(Lookup lookup, EventLog log) {
        this.lookup = lookup;
        this.log = log;
    }

    /** After that event, or from the beginning; none if nothing has happened since. */
    @GET
    @Path("events")
    @Produces(MediaType.APPLICATION_JSON)
    public EventPageView events(
            String id, @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        var from = LastEventId.parameter("after", after);
        int most = Parameters.number("limit", limit, USUAL, EventLog.LARGEST_PAGE);
        return EventPageView.of(log.page(lookup.execution(id).id(), from, most), from);
    }
}
