package dev.coppice.maintenance;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.integration.Integrator;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
import dev.coppice.landing.ResultBranches;
import dev.coppice.process.Leftovers;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.landing.OpenIntent;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.lease.DeadMark;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.Lease;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** What the data folder's earlier owner left, which is dead: processes, leases, and locks on the fences of its tasks. */
@ApplicationScoped
class Predecessor {

    private final OwnFolder folder;
    private final Leases leases;
    private final Landings landings;
    private final ResultBranches results;
    private final Containers containers;
    private final Daggers daggers;
    private final ClusterJobs jobs;

    Predecessor(
            OwnFolder folder,
            Leases leases,
            Landings landings,
            ResultBranches results,
            Containers containers,
            Daggers daggers,
            ClusterJobs jobs) {
        this.jobs = jobs;
        this.folder = folder;
        this.daggers = daggers;
        this.containers = containers;
        this.leases = leases;
        this.landings = landings;
        this.results = results;
    }

    /** Ends the processes first, so that nothing of them still writes when their tasks are queued again. */
    void end(Owner self) {
        containers.sweep();
        daggers.sweep();
        jobs.sweep();
        for (var leftover : leases.leftoverProcesses(self.home(), self.worker())) {
            Leftovers.end(leftover.process());
            leases.markProcessEnded(leftover);
        }
        Leftovers.endBelow(folder.scratch());
        var ended = leases.takeOver(self.home(), self.worker());
        if (!ended.isEmpty()) {
            Log.infof("taking over %d tasks of a Coppice that died", ended.size());
        }
        leases.deadMarks(self.home(), self.worker()).forEach(this::unlockFence);
        landings.givenUp(self).forEach(this::unlockRefs);
    }

    /** Killed while it set its mark, git leaves a lock that would keep every later attempt of the task from setting one. */
    private void unlockFence(DeadMark marked) {
        var lease = marked.lease();
        unlock(
                lease,
                git -> git.removeLocksOfDeadMark(new ExecutionRefs(lease.execution()), marked.number(), lease.token()));
    }

    /** A git that was stopped until others gave its landing up may have woken, locked refs in vain, and died of the kill. */
    private void unlockRefs(OpenIntent givenUp) {
        var lease = givenUp.lease();
        unlock(
                lease,
                git -> git.removeLocksOfDeadMove(
                        new ExecutionRefs(lease.execution()),
                        givenUp.number(),
                        lease.token(),
                        givenUp.oldTip(),
                        givenUp.newTip()));
    }

    /** One repository that is gone must not keep a service from starting. */
    private void unlock(Lease lease, Consumer<Integrator> step) {
        try {
            step.accept(results.integrator(lease.execution()));
        } catch (RuntimeException e) {
            Log.warnf("could not look for locks that were left for %s: %s", lease, e.getMessage());
        }
    }
}
