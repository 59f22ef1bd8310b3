package dev.coppice.maintenance;

import dev.coppice.queue.Ending;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Marks the attempt of a stale {@code executing} task failed, so that the task can run again or ends. */
@ApplicationScoped
class LeaseReaper {

    private final Leases leases;
    private final OpenLandings landings;
    private final OutageGuard guard;
    private final ReapedLeases reaped;
    private volatile Optional<Owner> post = Optional.empty();

    LeaseReaper(Leases leases, OpenLandings landings, OutageGuard guard, ReapedLeases reaped) {
        this.leases = leases;
        this.landings = landings;
        this.guard = guard;
        this.reaped = reaped;
    }

    /** Reaps now, and from now on every few seconds. */
    void start(HomeId home, WorkerId worker) {
        post = Optional.of(new Owner(home, worker));
        reap();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reap() {
        post.ifPresent(this::reapAll);
    }

    /** Settles abandoned landings first, because an open intent protects its lease; then ends every expired attempt. */
    private synchronized void reapAll(Owner self) {
        landings.settle(self);
        leases.expired(self.home(), self.worker(), guard.isPassed()).forEach(this::tryToEnd);
    }

    /** One row that cannot be written must not keep the others from being put right. */
    private void tryToEnd(ExpiredLease expired) {
        try {
            end(expired);
        } catch (RuntimeException e) {
            Log.warnf("could not end %s, trying again in seconds: %s", expired, e.getMessage());
        }
    }

    private void end(ExpiredLease expired) {
        if (leases.reap(expired) instanceof Ending.Accepted(var state)) {
            Log.infof("a lease expired, its task is now %s: %s", state.word(), expired.lease());
            reaped.count();
        }
    }
}
