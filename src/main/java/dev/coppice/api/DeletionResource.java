package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.maintenance.Disposal;
import dev.coppice.queue.retention.Deletion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Deletes an execution that has ended; whoever may cancel one may do so. Its work in git stays as long as without that. */
@Path("/api/v1/autonomous/{id}")
@RunOnVirtualThread
@Needs(Right.RUN)
public class DeletionResource {

    private final Disposal disposal;
    private final Lookup lookup;

    DeletionResource(Disposal disposal, Lookup lookup) {
        this.disposal = disposal;
        this.lookup = lookup;
    }

    /** With {@code archive=true} its report is kept as a file of the data folder. */
    @DELETE
    @Audited("delete")
    public void delete(String id, @QueryParam("archive") @Nullable String archive) {
        var execution = lookup.id(id);
        boolean isArchived = Parameters.flag("archive", archive);
        switch (disposal.dispose(execution, isArchived)) {
            case Deletion.Deleted _ -> {}
            case Deletion.Unknown _ -> throw Lookup.unknown("execution", id);
            case Deletion.NotEnded(var state) ->
                throw Problem.of(409, "not_ended", execution + " is " + state.word() + "; cancel it first")
                        .asException();
            case Deletion.Unsettled(var why) ->
                throw Problem.of(409, "not_settled", execution + " cannot be deleted yet: " + why)
                        .asException();
        }
    }
}
