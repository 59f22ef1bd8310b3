package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.maintenance.Cleanup;
import dev.coppice.maintenance.CleanupReport;
import dev.coppice.maintenance.CleanupRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code coppice cleanup} on a folder that this service owns. Only the operator may have other repositories looked at. */
@Path("/api/v1/cleanup")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.ADMIN)
public class CleanupResource {

    private static final Set<String> FIELDS = Set.of("dry_run", "remotes", "repositories");

    private final Cleanup cleanup;
    private final Caller caller;

    CleanupResource(Cleanup cleanup, Caller caller) {
        this.cleanup = cleanup;
        this.caller = caller;
    }

    /** Worktrees are left out, because this process's workers use them. Nothing is removed unless {@code dry_run} is false. */
    @POST
    @Audited("cleanup")
    public CleanupReport run(String body) {
        var fields = JsonFields.of(body, FIELDS);
        var repositories = fields.texts("repositories").orElse(List.of()).stream()
                .map(folder -> Parameters.path("repositories", folder))
                .collect(Collectors.toSet());
        if (!repositories.isEmpty() && !caller.principal().isOperator()) {
            throw Problem.of(403, "operator_only", "only the operator's own commands may send repositories")
                    .in("repositories")
                    .asException();
        }
        var remotes = Set.copyOf(fields.texts("remotes").orElse(List.of()));
        return cleanup.run(new CleanupRequest(fields.flag("dry_run").orElse(true), remotes, true, repositories));
    }
}
