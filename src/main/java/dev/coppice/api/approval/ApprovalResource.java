package dev.coppice.api.approval;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.api.StatusView;
import dev.coppice.api.TaskView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Lets people approve or reject tasks that wait for that; each answers how it stands afterwards. */
@Path("/api/v1/autonomous/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.RUN)
public class ApprovalResource {

    private final Deciding deciding;
    private final Lookup lookup;

    ApprovalResource(Deciding deciding, Lookup lookup) {
        this.deciding = deciding;
        this.lookup = lookup;
    }

    @POST
    @Path("approve")
    @Audited("approve")
    public StatusView approve(String id, String body) {
        deciding.approve(lookup.execution(id), Wish.of(body));
        return StatusView.of(lookup.execution(id));
    }

    @POST
    @Path("reject")
    @Audited("reject")
    public StatusView reject(String id, String body) {
        deciding.reject(lookup.execution(id), Wish.of(body));
        return StatusView.of(lookup.execution(id));
    }

    @POST
    @Path("tasks/{number}/approve")
    @Audited("approve")
    public TaskView approve(String id, String number, String body) {
        var execution = lookup.execution(id);
        deciding.approve(execution, Wish.ofTask(body, lookup.task(execution, number)));
        return task(id, number);
    }

    @POST
    @Path("tasks/{number}/reject")
    @Audited("reject")
    public TaskView reject(String id, String number, String body) {
        var execution = lookup.execution(id);
        deciding.reject(execution, Wish.ofTask(body, lookup.task(execution, number)));
        return task(id, number);
    }

    private TaskView task(String id, String number) {
        var execution = lookup.execution(id);
        return TaskView.of(execution, lookup.task(execution, number));
    }
}
