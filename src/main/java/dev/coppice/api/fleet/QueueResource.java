package dev.coppice.api.fleet;

import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.AgentPauses;
import dev.coppice.queue.figures.QueueFigures;
import dev.coppice.queue.figures.QueueHistory;
import dev.coppice.queue.lease.LeaseRecords;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How much there is to do, and who does it. */
@Path("/api/v1/queue")
@RunOnVirtualThread
@Needs(Right.READ)
public class QueueResource {

    private final QueueFigures figures;
    private final AgentPauses pauses;
    private final QueueHistory history;
    private final LeaseRecords leases;
    private final Caller caller;

    QueueResource(QueueFigures figures, AgentPauses pauses, QueueHistory history, LeaseRecords leases, Caller caller) {
        this.figures = figures;
        this.pauses = pauses;
        this.history = history;
        this.leases = leases;
        this.caller = caller;
    }

    /** Of all services on the database; of the caller's repositories, if it has only some. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public QueueView queue() {
        var within = caller.principal().repositories();
        return QueueView.of(figures.executions(within), figures.tasks(within), figures.leases(within), pauses.all());
    }

    /** The last hour, likewise. */
    @GET
    @Path("history")
    @Produces(MediaType.APPLICATION_JSON)
    public QueueHistoryView history() {
        return QueueHistoryView.of(history.lastHour(caller.principal().repositories()));
    }

    /** Of the last seven days, likewise. */
    @GET
    @Path("lost-leases")
    @Produces(MediaType.APPLICATION_JSON)
    public LostLeasesView lostLeases() {
        return LostLeasesView.of(leases.lately(caller.principal().repositories()));
    }
}
