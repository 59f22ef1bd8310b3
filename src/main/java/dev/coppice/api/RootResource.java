package dev.coppice.api;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what answers here. */
@Path("/")
@RunOnVirtualThread
@Needs(Right.READ)
public class RootResource {

    private final String version;

    RootResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** The answer as clients see it. */
    public record RootView(String name, String version, String status) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RootView root() {
        return new RootView("Coppice", version, "running");
    }
}
