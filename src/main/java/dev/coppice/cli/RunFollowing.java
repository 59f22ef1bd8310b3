package dev.coppice.cli;

import dev.coppice.integration.Publication;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import jakarta.enterprise.context.ApplicationScoped;

/** Watches an execution in the database, and shows on standard error how it goes. */
@ApplicationScoped
class RunFollowing {

    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;

    private final Executions executions;
    private final Steering steering;
    private final ResultBranches results;

    RunFollowing(Executions executions, Steering steering, ResultBranches results) {
        this.executions = executions;
        this.steering = steering;
        this.results = results;
    }

    /** Until nothing of it will run any more, or a person interrupts. */
    void follow(ExecutionId execution) {
        var progress = Progress.on(System.err);
        var status = status(execution);
        progress.show(status);
        while (!isOver(status) && !Interruption.awaited(BETWEEN_LOOKS_MILLISECONDS)) {
            status = status(execution);
            progress.show(status);
        }
    }

    /** The last look, with the branch for people where the result is. */
    ExecutionStatus end(ExecutionId execution) {
        switch (results.follow(execution)) {
            case Publication.Moved _, Publication.Unchanged _ -> {}
            case Publication.LeftAlone(var reason) ->
                System.err.println("coppice: the result's branch stays where it is: " + reason);
        }
        return status(execution);
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    void pause(ExecutionId execution) {
        steering.pause(execution, "interrupted");
    }

    /** Paused is over for this process too: somebody has to look, and what still runs is not waited for. */
    private static boolean isOver(ExecutionStatus status) {
        return status.state().isFinal() || status.state() == ExecutionState.PAUSED;
    }
}
