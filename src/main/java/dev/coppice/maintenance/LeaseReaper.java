package dev.coppice.maintenance;

import dev.coppice.landing.LandingRecovery;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.Ending;
import dev.coppice.queue.ExpiredLease;
import dev.coppice.queue.Landings;
import dev.coppice.queue.Leases;
import dev.coppice.queue.OpenIntent;
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
    private final Landings landings;
    private final LandingRecovery recovery;
    private final ResultBranches results;
    private final OutageGuard guard;
    private volatile Optional<Post> post = Optional.empty();

    private record Post(HomeId home, WorkerId worker) {}

    LeaseReaper(Leases leases, Landings landings, LandingRecovery recovery, ResultBranches results, OutageGuard guard) {
        this.leases = leases;
        this.landings = landings;
        this.recovery = recovery;
        this.results = results;
        this.guard = guard;
    }

    /** Reaps now, and from now on every few seconds. */
    void start(HomeId home, WorkerId worker) {
        post = Optional.of(new Post(home, worker));
        reap();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reap() {
        post.ifPresent(this::reapAll);
    }

    /** Settles abandoned landings first, because an open intent protects its lease; then ends every expired attempt. */
    private synchronized void reapAll(Post at) {
        landings.abandonedIntents(at.home()).forEach(intent -> alone(() -> settle(intent), "settle " + intent));
        leases.expired(at.home(), at.worker(), guard.isPassed())
                .forEach(expired -> alone(() -> end(expired), "end " + expired));
    }

    /** One repository that is gone, or one row that cannot be written, must not keep the others from being put right. */
    private static void alone(Runnable step, String attempted) {
        try {
            step.run();
        } catch (RuntimeException e) {
            Log.warnf("could not %s, trying again in seconds: %s", attempted, e.getMessage());
        }
    }

    private void settle(OpenIntent intent) {
        var execution = intent.lease().execution();
        var settlement = recovery.settle(results.integrator(execution), intent);
        results.follow(execution);
        Log.infof("the half-made landing of task %s: %s", intent.number(), settlement);
    }

    private void end(ExpiredLease expired) {
        if (leases.reap(expired) instanceof Ending.Accepted(var state)) {
            Log.infof("a lease expired, its task is now %s: %s", state.word(), expired.lease());
        }
    }
}
