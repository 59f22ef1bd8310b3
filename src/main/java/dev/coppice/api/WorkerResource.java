package dev.coppice.api;

import dev.coppice.api.WorkerView.WorkersView;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.queue.WorkerStatus;
import dev.coppice.task.WorkerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who works on this database; the operator may ask one to take no more tasks, whichever service is asked. */
@Path("/api/v1/workers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WorkerResource {

    private final WorkerRegistry workers;
    private final Tokens tokens;

    WorkerResource(WorkerRegistry workers, Tokens tokens) {
        this.workers = workers;
        this.tokens = tokens;
    }

    @GET
    public WorkersView all() {
        return view(workers.all());
    }

    /** What it works on goes on to its end; the service keeps answering. */
    @POST
    @Path("{id}/drain")
    public WorkersView drain(String id, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return request(id, authorization, true);
    }

    /** It takes tasks again. */
    @DELETE
    @Path("{id}/drain")
    public WorkersView takeBack(String id, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return request(id, authorization, false);
    }

    private WorkersView request(String id, @Nullable String authorization, boolean wanted) {
        if (!tokens.isOperators(authorization)) {
            throw Problem.of(403, "operator_only", "only the operator may drain a worker")
                    .asException();
        }
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
