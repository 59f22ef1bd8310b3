package dev.coppice.api;

import dev.coppice.maintenance.Cleanup;
import dev.coppice.maintenance.CleanupReport;
import dev.coppice.maintenance.CleanupRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code coppice cleanup} on a folder that this service owns; for the operator only. */
@Path("/api/v1/cleanup")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CleanupResource {

    private static final Set<String> FIELDS = Set.of("dry_run", "remotes", "repositories");

    private final Cleanup cleanup;
    private final Tokens tokens;

    CleanupResource(Cleanup cleanup, Tokens tokens) {
        this.cleanup = cleanup;
        this.tokens = tokens;
    }

    /** Worktrees are left out, because this process's workers use them. Nothing is removed unless {@code dry_run} is false. */
    @POST
    public CleanupReport run(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, String body) {
        if (!tokens.isOperators(authorization)) {
            throw Problem.of(403, "operator_only", "only the operator's own commands may clean up")
                    .asException();
        }
        var fields = JsonFields.of(body, FIELDS);
        var repositories = fields.texts("repositories").orElse(List.of()).stream()
                .map(java.nio.file.Path::of)
                .collect(Collectors.toSet());
        var remotes = Set.copyOf(fields.texts("remotes").orElse(List.of()));
        return cleanup.run(new CleanupRequest(fields.flag("dry_run").orElse(true), remotes, true, repositories));
    }
}
