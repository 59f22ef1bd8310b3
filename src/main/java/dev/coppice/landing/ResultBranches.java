package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Publication;
import dev.coppice.integration.Publisher;
import dev.coppice.queue.Executions;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds an execution's repository again, for those who were not there when its work landed. */
@ApplicationScoped
public class ResultBranches {

    private final Executions executions;

    ResultBranches(Executions executions) {
        this.executions = executions;
    }

    /** Lets the branch for people catch up with the result: a crash may have come between a landing and this. */
    public Publication follow(ExecutionId execution) {
        return new Publisher(repository(execution)).follow(new ExecutionRefs(execution));
    }

    /** Puts a result that was cleaned away back to where the queue knows it, so that its execution can go on. */
    public void restore(ExecutionId execution) {
        var refs = new ExecutionRefs(execution);
        var integrator = integrator(execution);
        if (integrator.tip(refs).isEmpty()) {
            integrator.begin(refs, executions.find(execution).orElseThrow().resultTip());
        }
    }

    /** Where the completed result is; the ref may have been cleaned away, because the result is part of a branch of the user's. */
    CommitId tip(ExecutionId execution) {
        return executions.find(execution).orElseThrow().resultTip();
    }

    /** The branch that the execution started from. */
    Optional<BranchName> base(ExecutionId execution) {
        return executions.find(execution).orElseThrow().publishing().base();
    }

    /** For settling what was left half-made. */
    public Integrator integrator(ExecutionId execution) {
        return new Integrator(repository(execution));
    }

    /** Where its results are. */
    public GitRepository repository(ExecutionId execution) {
        var path = executions.summary(execution).orElseThrow().repository();
        return switch (GitRepository.open(path)) {
            case Opening.Opened(var opened) -> opened;
            case Opening.Refused(var reason) -> throw new IllegalStateException(path + ": " + reason);
        };
    }
}
