package dev.coppice.api;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.ExecutionStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person may ask of an execution; each answers how it stands afterwards, or 409 where it makes no sense. */
@Path("/api/v1/autonomous/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.RUN)
public class SteeringResource {

    private static final String RELEASE = "release_running";
    private static final Set<String> PAUSE_FIELDS = Set.of(RELEASE);
    private static final String FROM_BATCH = "from_batch";
    private static final Set<String> RETRY_FIELDS =
            Stream.concat(JsonFields.BUDGETS.stream(), Stream.of(FROM_BATCH)).collect(Collectors.toSet());

    private final ExecutionControl control;
    private final Lookup lookup;

    SteeringResource(ExecutionControl control, Lookup lookup) {
        this.control = control;
        this.lookup = lookup;
    }

    @POST
    @Path("cancel")
    @Audited("cancel")
    public StatusView cancel(String id) {
        return steered(id, control::cancel);
    }

    @POST
    @Path("pause")
    @Audited("pause")
    public StatusView pause(String id, String body) {
        boolean releasesRunning =
                JsonFields.of(body, PAUSE_FIELDS).flag(RELEASE).orElse(false);
        return steered(id, execution -> control.pause(execution, releasesRunning));
    }

    @POST
    @Path("resume")
    @Audited("resume")
    public StatusView resume(String id, String body) {
        var budgets = JsonFields.of(body, JsonFields.BUDGETS).budgets();
        return steered(id, execution -> control.resume(execution, budgets));
    }

    @POST
    @Path("retry")
    @Audited("retry")
    public StatusView retry(String id, String body) {
        var fields = JsonFields.of(body, RETRY_FIELDS);
        var budgets = fields.budgets();
        var from = fields.number(FROM_BATCH, 1, Integer.MAX_VALUE);
        return steered(
                id,
                execution -> from.ifPresentOrElse(
                        batch -> control.retryFrom(execution, batch, budgets),
                        () -> control.retry(execution, budgets)));
    }

    private StatusView steered(String id, Consumer<ExecutionStatus> wish) {
        wish.accept(lookup.execution(id));
        return StatusView.of(lookup.execution(id));
    }
}
