package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tasks of an execution over HTTP. */
@Path("/api/v1/autonomous/{id}/tasks/{number}")
@RunOnVirtualThread
@Needs(Right.READ)
public class TaskResource {

    private final Lookup lookup;
    private final ExecutionControl control;

    TaskResource(Lookup lookup, ExecutionControl control) {
        this.lookup = lookup;
        this.control = control;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public TaskView task(String id, String number) {
        var execution = lookup.execution(id);
        return TaskView.of(execution, lookup.task(execution, number));
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
}
