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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks of an execution over HTTP. */
@Path("/api/v1/autonomous/{id}/tasks/{number}")
@RunOnVirtualThread
@Needs(Right.READ)
public class TaskResource {

    private static final Set<String> RETRY_FIELDS = Stream.concat(
                    JsonFields.BUDGETS.stream(), Stream.of(JsonFields.COMMENT))
            .collect(Collectors.toSet());

    private final Lookup lookup;
    private final ExecutionControl control;
    private final TaskControl tasks;

    TaskResource(Lookup lookup, ExecutionControl control, TaskControl tasks) {
        this.lookup = lookup;
        this.control = control;
        this.tasks = tasks;
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
        var fields = JsonFields.of(body, RETRY_FIELDS);
        var execution = lookup.execution(id);
        control.retry(execution, lookup.task(execution, number), fields.budgets(), fields.comment());
        return task(id, number);
    }

    /** Only this one; its execution goes on with what does not need it. */
    @POST
    @Path("cancel")
    @Needs(Right.RUN)
    @Audited("cancel")
    @Produces(MediaType.APPLICATION_JSON)
    public TaskView cancel(String id, String number) {
        var execution = lookup.execution(id);
        tasks.cancel(execution, lookup.task(execution, number));
        return task(id, number);
    }
}
