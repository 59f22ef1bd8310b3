package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.report.ExecutionReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Executions over HTTP: start a plan, see how it stands, read what came of it. */
@Path("/api/v1/autonomous")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.READ)
public class ExecutionResource {

    private final Starts starts;
    private final Lookup lookup;
    private final Caller caller;
    private final StatusAnswers statuses;

    ExecutionResource(Starts starts, Lookup lookup, Caller caller, StatusAnswers statuses) {
        this.starts = starts;
        this.lookup = lookup;
        this.caller = caller;
        this.statuses = statuses;
    }

    @POST
    @Path("start")
    @Needs(Right.RUN)
    @Audited("start")
    public StartedView start(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
        return starts.start(StartRequest.of(body, headers, uri), caller.principal());
    }

    @GET
    @Path("{id}/status")
    public RestResponse<StatusView> status(
            String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @QueryParam("wait") @Nullable String wait) {
        return statuses.answer(id, known, wait);
    }

    @GET
    @Path("{id}/batches")
    public List<BatchView> batches(String id) {
        return BatchView.of(lookup.execution(id));
    }

    @GET
    @Path("{id}/report")
    public ExecutionReport report(String id) {
        return ExecutionReport.of(lookup.execution(id));
    }
}
