package dev.coppice.ops;

import dev.coppice.access.OpenToAll;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** One word for monitors that know no probes; {@code /q/health} tells the same at length. */
@Path("/health")
@RunOnVirtualThread
@OpenToAll
public class HealthResource {

    /** The answer as clients see it. */
    public record HealthView(String status) {}

    private final SmallRyeHealthReporter reporter;

    HealthResource(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response health() {
        return reporter.getReadiness().isDown()
                ? answer(Status.SERVICE_UNAVAILABLE, "unhealthy")
                : answer(Status.OK, "healthy");
    }

    private static Response answer(Status code, String status) {
        return Response.status(code).entity(new HealthView(status)).build();
    }
}
