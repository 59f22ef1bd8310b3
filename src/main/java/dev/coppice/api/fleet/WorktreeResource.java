package dev.coppice.api.fleet;

import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.queue.lease.LeaseRecords;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.worker.Worker;
import dev.coppice.worktree.WorktreePools;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The worktrees in this service's data folder, and what is at work in them. */
@Path("/api/v1/worktrees")
@RunOnVirtualThread
@Needs(Right.READ)
public class WorktreeResource {

    private final WorktreePools pools;
    private final Worker worker;
    private final Caller caller;
    private final NamedRepositories repositories;
    private final LeaseRecords leases;

    WorktreeResource(
            WorktreePools pools, Worker worker, Caller caller, NamedRepositories repositories, LeaseRecords leases) {
        this.repositories = repositories;
        this.leases = leases;
        this.pools = pools;
        this.worker = worker;
        this.caller = caller;
    }

    /** Of the caller's repositories, if it has only some. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public WorktreesView worktrees() {
        return WorktreesView.of(
                pools.present().stream()
                        .filter(place -> place.repository()
                                .map(caller.principal()::mayUse)
                                .orElse(caller.principal().repositories().isEmpty()))
                        .toList(),
                worker.workplaces(),
                leases.held(),
                repositories::shown);
    }
}
