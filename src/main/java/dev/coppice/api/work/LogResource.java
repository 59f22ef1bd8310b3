package dev.coppice.api.work;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.queue.AttemptStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** What attempts printed: whole, some lines of it, or some bytes of either. */
@Path("/api/v1/autonomous/{id}/tasks/{number}")
@RunOnVirtualThread
@Needs(Right.READ)
public class LogResource {

    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final Lookup lookup;
    private final AttemptLogs logs;

    LogResource(Lookup lookup, AttemptLogs logs) {
        this.lookup = lookup;
        this.logs = logs;
    }

    /** Of the newest attempt. */
    @GET
    @Path("log")
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    public Response log(String id, String number, @Context UriInfo uri, @Context HttpHeaders headers) {
        var attempts = lookup.task(lookup.execution(id), number).attempts();
        var newest = attempts.isEmpty() ? Optional.<AttemptStatus>empty() : Optional.of(attempts.getLast());
        return answer(newest.orElseThrow(() -> Lookup.unknown("log", number)), uri, headers);
    }

    @GET
    @Path("attempts/{attempt}/log")
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    public Response log(String id, String number, String attempt, @Context UriInfo uri, @Context HttpHeaders headers) {
        var task = lookup.task(lookup.execution(id), number);
        return answer(Lookup.attempt(task, attempt), uri, headers);
    }

    private Response answer(AttemptStatus attempt, UriInfo uri, HttpHeaders headers) {
        var wish = LogWish.of(uri.getQueryParameters());
        var file = wish.isRaw() ? logs.events(attempt) : logs.text(attempt);
        return ByteRange.answer(wish.lines().of(file), headers);
    }
}
