package dev.coppice.api.listing;

import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.listing.ExecutionList;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** All executions that the caller may see, page by page. */
@Path("/api/v1/autonomous")
@RunOnVirtualThread
@Needs(Right.READ)
public class ListResource {

    private final ExecutionList executions;
    private final Caller caller;

    ListResource(ExecutionList executions, Caller caller) {
        this.executions = executions;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ListView list(@Context UriInfo uri) {
        var query = ListQuery.of(uri.getQueryParameters(), caller.principal());
        return ListView.of(executions.page(query.filter(), query.order(), query.after(), query.limit()), query.order());
    }
}
