package dev.coppice.api.work;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.api.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** What the agents of attempts were told. */
@Path("/api/v1/autonomous/{id}/tasks/{number}/attempts/{attempt}/prompt")
@RunOnVirtualThread
@Needs(Right.READ)
public class PromptResource {

    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";
    private static final int MOST_ROUNDS = 1000;

    private final Lookup lookup;
    private final AttemptLogs logs;

    PromptResource(Lookup lookup, AttemptLogs logs) {
        this.lookup = lookup;
        this.logs = logs;
    }

    @GET
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    public Response prompt(String id, String number, String attempt, @Context UriInfo uri) {
        var made = Lookup.attempt(lookup.task(lookup.execution(id), number), attempt);
        int round = Parameters.number("round", uri.getQueryParameters().getFirst("round"), 1, MOST_ROUNDS);
        return Response.ok(logs.prompt(made, round), TEXT)
                .header("Coppice-Rounds", logs.rounds(made))
                .build();
    }
}
