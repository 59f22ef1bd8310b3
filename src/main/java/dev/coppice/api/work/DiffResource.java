package dev.coppice.api.work;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What an execution has changed so far: its result against the commit that it started from. */
@Path("/api/v1/autonomous/{id}")
@RunOnVirtualThread
@Needs(Right.READ)
public class DiffResource {

    private final Lookup lookup;
    private final Diffs diffs;

    DiffResource(Lookup lookup, Diffs diffs) {
        this.lookup = lookup;
        this.diffs = diffs;
    }

    /** A patch, whatever a caller says that it accepts. */
    @GET
    @Path("diff")
    public Response diff(String id) {
        return diffs.patch(CommitPair.of(lookup.execution(id)));
    }

    @GET
    @Path("diff/stat")
    @Produces(MediaType.APPLICATION_JSON)
    public DiffStatView stat(String id) {
        return diffs.stat(CommitPair.of(lookup.execution(id)));
    }
}
