package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which Coppice answers here. */
@Path("/api/v1/version")
@RunOnVirtualThread
@Needs(Right.READ)
public class VersionResource {

    private final String version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /**
     * The answer as clients see it.
     *
     * @param api of the routes below {@code /api}
     * @param java that it runs on
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record VersionView(String name, String version, String api, String java) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public VersionView version() {
        return new VersionView("Coppice", version, "v1", Runtime.version().toString());
    }
}
