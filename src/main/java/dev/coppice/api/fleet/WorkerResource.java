package dev.coppice.api.fleet;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.api.fleet.WorkerView.WorkersView;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.queue.WorkerStatus;
import dev.coppice.task.WorkerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who works on this database; administrators may ask one to take no more tasks, whichever service is asked. */
@Path("/api/v1/workers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.READ)
public class WorkerResource {

    private final WorkerRegistry workers;

    WorkerResource(WorkerRegistry workers) {
        this.workers = workers;
    }

    @GET
    public WorkersView all() {
        return view(workers.all());
    }

    /** What it works on goes on to its end; the service keeps answering. */
    @POST
    @Path("{id}/drain")
    @Needs(Right.ADMIN)
    @Audited("drain")
    public WorkersView drain(String id) {
        return request(id, true);
    }

    /** It takes tasks again. */
    @DELETE
    @Path("{id}/drain")
    @Needs(Right.ADMIN)
    @Audited("end_drain")
    public WorkersView takeBack(String id) {
        return request(id, false);
    }

    private WorkersView request(String id, boolean wanted) {
        WorkerId worker = known(id);
        if (!workers.requestDrain(worker, wanted)) {
            throw Lookup.unknown("worker", id);
        }
        return view(workers.all().stream()
                .filter(status -> status.id().equals(worker))
                .toList());
    }

    private WorkerId known(String id) {
        return workers.all().stream()
                .map(WorkerStatus::id)
                .filter(worker -> worker.value().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Lookup.unknown("worker", id));
    }

    private static WorkersView view(List<WorkerStatus> workers) {
        return new WorkersView(workers.stream().map(WorkerView::of).toList());
    }
}
