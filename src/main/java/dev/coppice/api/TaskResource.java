package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.TaskStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks of an execution over HTTP, and what their attempts printed. */
@Path("/api/v1/autonomous/{id}/tasks/{number}")
@RunOnVirtualThread
@Needs(Right.READ)
public class TaskResource {

    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";
    private static final int MOST_LINES = 100_000;

    private final Lookup lookup;
    private final AttemptLogs logs;
    private final ExecutionControl control;

    TaskResource(Lookup lookup, AttemptLogs logs, ExecutionControl control) {
        this.lookup = lookup;
        this.logs = logs;
        this.control = control;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public TaskView task(String id, String number) {
        var execution = lookup.execution(id);
        return TaskView.of(execution, lookup.task(execution, number));
    }

    /** Of the newest attempt; {@code raw} asks for the events of its agent, as they came. */
    @GET
    @Path("log")
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    public String log(
            String id,
            String number,
            @QueryParam("tail") @Nullable String tail,
            @QueryParam("raw") @Nullable String raw) {
        var attempts = lookup.task(lookup.execution(id), number).attempts();
        var newest = attempts.isEmpty() ? Optional.<AttemptStatus>empty() : Optional.of(attempts.getLast());
        return read(newest.orElseThrow(() -> Lookup.unknown("log", number)), tail, raw);
    }

    @GET
    @Path("attempts/{attempt}/log")
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    public String log(
            String id,
            String number,
            String attempt,
            @QueryParam("tail") @Nullable String tail,
            @QueryParam("raw") @Nullable String raw) {
        var task = lookup.task(lookup.execution(id), number);
        return read(attempt(task, attempt), tail, raw);
    }

    private String read(AttemptStatus attempt, @Nullable String tail, @Nullable String raw) {
        int lines = Parameters.number("tail", tail, Integer.MAX_VALUE, MOST_LINES);
        return Parameters.flag("raw", raw) ? logs.events(attempt, lines) : logs.read(attempt, lines);
    }

    /** Only a task that failed or was cancelled; what was skipped because of it is queued again too, as far as it can run then. */
    @POST
    @Path("retry")
    @Needs(Right.RUN)
    @Audited("retry")
    @Produces(MediaType.APPLICATION_JSON)
    public TaskView retry(String id, String number, String body) {
        var budgets = JsonFields.of(body, JsonFields.BUDGETS).budgets();
        var execution = lookup.execution(id);
        control.retry(execution, lookup.task(execution, number), budgets);
        return task(id, number);
    }

    private static AttemptStatus attempt(TaskStatus task, String number) {
        return task.attempts().stream()
                .filter(attempt -> Integer.toString(attempt.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> Lookup.unknown("attempt", number));
    }
}
