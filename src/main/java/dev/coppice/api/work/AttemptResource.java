package dev.coppice.api.work;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.AttemptView;
import dev.coppice.api.Lookup;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The attempts at a task, and what each of them changed. */
@Path("/api/v1/autonomous/{id}/tasks/{number}")
@RunOnVirtualThread
@Needs(Right.READ)
public class AttemptResource {

    private final Lookup lookup;
    private final Diffs diffs;

    AttemptResource(Lookup lookup, Diffs diffs) {
        this.lookup = lookup;
        this.diffs = diffs;
    }

    @GET
    @Path("attempts")
    @Produces(MediaType.APPLICATION_JSON)
    public AttemptsView attempts(String id, String number) {
        var execution = lookup.execution(id);
        return AttemptsView.of(execution, lookup.task(execution, number));
    }

    @GET
    @Path("attempts/{attempt}")
    @Produces(MediaType.APPLICATION_JSON)
    public AttemptView attempt(String id, String number, String attempt) {
        var execution = lookup.execution(id);
        var task = lookup.task(execution, number);
        return AttemptView.of(execution, task, Lookup.attempt(task, attempt));
    }

    /** A patch, whatever a caller says that it accepts. */
    @GET
    @Path("attempts/{attempt}/diff")
    public Response diff(String id, String number, String attempt) {
        return diffs.patch(pair(id, number, attempt));
    }

    @GET
    @Path("attempts/{attempt}/diff/stat")
    @Produces(MediaType.APPLICATION_JSON)
    public DiffStatView stat(String id, String number, String attempt) {
        return diffs.stat(pair(id, number, attempt));
    }

    private CommitPair pair(String id, String number, String attempt) {
        var execution = lookup.execution(id);
        return CommitPair.of(execution, Lookup.attempt(lookup.task(execution, number), attempt));
    }
}
