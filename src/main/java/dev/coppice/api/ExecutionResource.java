package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.ExecutionReport;
import dev.coppice.queue.Executions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Executions over HTTP: start a plan, see how it stands, read what came of it. */
@Path("/api/v1/autonomous")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.READ)
public class ExecutionResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 1000;

    private final Starts starts;
    private final Lookup lookup;
    private final Executions executions;
    private final Caller caller;
    private final StatusAnswers statuses;

    ExecutionResource(Starts starts, Lookup lookup, Executions executions, Caller caller, StatusAnswers statuses) {
        this.starts = starts;
        this.lookup = lookup;
        this.executions = executions;
        this.caller = caller;
        this.statuses = statuses;
    }

    @POST
    @Path("start")
    @Needs(Right.RUN)
    @Audited("start")
    public StartedView start(String body) {
        return starts.start(StartRequest.of(body), caller.principal());
    }

    @GET
    public SummaryView.SummariesView list(@QueryParam("limit") @Nullable String limit) {
        int most = Parameters.number("limit", limit, USUAL_LIMIT, MOST);
        var newest = caller.principal()
                .repositories()
                .map(names -> executions.list(most, names))
                .orElseGet(() -> executions.list(most));
        return new SummaryView.SummariesView(
                newest.stream().map(SummaryView::of).toList());
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
