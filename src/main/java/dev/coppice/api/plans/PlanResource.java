package dev.coppice.api.plans;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.plan.reading.PlanParser;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** The plan that an execution was given: all of it, whichever batches were asked for. */
@Path("/api/v1/autonomous/{id}/plan")
@RunOnVirtualThread
@Needs(Right.READ)
public class PlanResource {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Lookup lookup;

    PlanResource(Lookup lookup) {
        this.lookup = lookup;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public PlanView plan(String id) {
        var plan = lookup.execution(id).plan();
        return PlanView.of(PlanParser.parse(plan.name(), plan.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** As it is stored, whatever a caller says that it accepts. */
    @GET
    @Path("source")
    public Response source(String id) {
        return Response.ok(lookup.execution(id).plan().text(), MARKDOWN).build();
    }
}
