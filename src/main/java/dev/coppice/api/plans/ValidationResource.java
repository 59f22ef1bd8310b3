package dev.coppice.api.plans;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Says whether a plan could run, and changes nothing. */
@Path("/api/v1/plans/validate")
@RunOnVirtualThread
@Needs(Right.READ)
public class ValidationResource {

    private final Validation validation;

    ValidationResource(Validation validation) {
        this.validation = validation;
    }

    /** A plan that cannot run is an answer like any other. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Audited("validate")
    public PlanView validate(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
        return PlanView.of(validation.parse(body, headers, uri));
    }
}
