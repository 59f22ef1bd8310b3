package dev.coppice.maintenance;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.landing.ResultBranches;
import dev.coppice.process.Leftovers;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Leases;
import dev.coppice.queue.Owner;
import dev.coppice.task.Lease;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/** What the data folder's earlier owner left, which is dead: processes, leases, and locks on the fences of its tasks. */
@ApplicationScoped
class Predecessor {

    private final Leases leases;
    private final Claims claims;
    private final ResultBranches results;

    Predecessor(Leases leases, Claims claims, ResultBranches results) {
        this.leases = leases;
        this.claims = claims;
        this.results = results;
    }

    /** Ends the processes first, so that nothing of them still writes when their tasks are queued again. */
    void end(Owner self) {
        for (var leftover : leases.leftoverProcesses(self.home(), self.worker())) {
            Leftovers.end(leftover.process());
            leases.markProcessEnded(leftover);
        }
        var ended = leases.takeOver(self.home(), self.worker());
        if (!ended.isEmpty()) {
            Log.infof("taking over %d tasks of a Coppice that died", ended.size());
        }
        ended.forEach(this::unlockFence);
    }

    /** Killed while it set its mark, git leaves a lock that would keep every later attempt of the task from setting one. */
    private void unlockFence(Lease lease) {
        try {
            var refs = new ExecutionRefs(lease.execution());
            var number = claims.work(lease).task().number();
            results.integrator(lease.execution()).removeLocksOfDeadMark(refs, number, lease.token());
        } catch (RuntimeException e) {
            Log.warnf("could not look for locks that were left for %s: %s", lease, e.getMessage());
        }
    }
}
