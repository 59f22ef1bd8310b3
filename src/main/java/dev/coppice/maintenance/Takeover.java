package dev.coppice.maintenance;

import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.queue.landing.Owner;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * What the data folder's next owner does first. Holding the folder's lock proves that its predecessor is dead, so nothing has to
 * wait for a lease to expire.
 */
@ApplicationScoped
public class Takeover {

    private final Predecessor predecessor;
    private final LeaseReaper reaper;
    private final Executions executions;
    private final Steering steering;
    private final Sweepers sweepers;

    Takeover(Predecessor predecessor, LeaseReaper reaper, Executions executions, Steering steering, Sweepers sweepers) {
        this.predecessor = predecessor;
        this.reaper = reaper;
        this.executions = executions;
        this.steering = steering;
        this.sweepers = sweepers;
    }

    /**
     * Ends the predecessor's processes and leases, settles its landings, and pauses what it was running for a person who has
     * gone, {@code resumed} excepted; what a service was working on goes on with the next service. From then on expired leases are reaped every few seconds.
     */
    public void takeOver(HomeId home, WorkerId worker, Optional<ExecutionId> resumed) {
        predecessor.end(new Owner(home, worker));
        reaper.start(home, worker);
        executions.unfinishedRuns(home).stream()
                .filter(execution -> !resumed.equals(Optional.of(execution)))
                .forEach(execution -> steering.pause(execution, "run_ended"));
        sweepers.start(home);
    }
}
