package dev.coppice.maintenance;

import dev.coppice.git.GitRepository;
import dev.coppice.landing.RemoteAccess;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes what looks through refs, here and at remotes. */
@ApplicationScoped
class RefSweeps {

    private final Executions executions;
    private final Steering steering;
    private final RemoteAccess access;

    RefSweeps(Executions executions, Steering steering, RemoteAccess access) {
        this.executions = executions;
        this.steering = steering;
        this.access = access;
    }

    RefSweep here(KnownExecutions known, Retention retention) {
        return new RefSweep(executions, steering, known, retention);
    }

    RemoteSweep at(String remote, GitRepository repository, KnownExecutions known, Sweepings into) {
        return new RemoteSweep(
                new RemoteSweep.Place(repository, access.of(repository), remote), known, this::base, into);
    }

    /** The branch that the execution started from; empty if that is not known. */
    private Optional<BranchName> base(ExecutionId execution) {
        return executions.find(execution).flatMap(found -> found.publishing().base());
    }
}
