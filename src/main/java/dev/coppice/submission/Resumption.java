package dev.coppice.submission;

import dev.coppice.landing.ResultBranches;
import dev.coppice.landing.ResultPush;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.CheckoutTaken;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.MarksDue;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Goes on with the newest execution of the same plan in the same repository. */
@ApplicationScoped
public class Resumption {

    private final Executions executions;
    private final Steering steering;
    private final ResultBranches results;
    private final ResultPush pushes;
    private final Budgets budgets;

    Resumption(Executions executions, Steering steering, ResultBranches results, ResultPush pushes, Budgets budgets) {
        this.executions = executions;
        this.steering = steering;
        this.results = results;
        this.pushes = pushes;
        this.budgets = budgets;
    }

    /** The execution that would go on; empty if this plan, as it is written now, was never run there. */
    public Optional<ExecutionStatus> find(Path repository, String planText) {
        return executions.newest(repository, PlanHash.of(planText)).flatMap(summary -> executions.find(summary.id()));
    }

    /** What is not finished goes on; of an execution that failed, the failed and skipped tasks are tried again. */
    public Resumed resume(ExecutionStatus execution, SettingsChange change, HomeId home, Driver driver) {
        if (!execution.isWithinReachOf(home)) {
            return new Resumed.OtherHome(execution.id());
        }
        drive(execution, driver);
        steering.workWith(execution.id(), change.of(execution.settings()));
        var spent = budgets.objection(execution.id());
        if (spent.isPresent() && execution.state() != ExecutionState.COMPLETED) {
            return new Resumed.BudgetSpent(execution.id(), spent.get());
        }
        try {
            goOn(execution);
            return new Resumed.Resuming(execution.id());
        } catch (CheckoutTaken | MarksDue e) {
            return new Resumed.Occupied(String.valueOf(e.getMessage()));
        }
    }

    /** What services share stays theirs: they go on with it when a run that helped them has ended. */
    private void drive(ExecutionStatus execution, Driver driver) {
        if (!execution.shared()) {
            steering.driveBy(execution.id(), driver);
        }
    }

    /** The result is there before its tasks can be claimed, and is looked for again because a cleanup may have come between. */
    private void goOn(ExecutionStatus execution) {
        switch (execution.state()) {
            case QUEUED, EXECUTING -> {}
            case COMPLETED -> {
                results.restore(execution.id());
                pushes.endPause(execution.id());
            }
            case PAUSED -> steering.resume(execution.id());
            case FAILED, CANCELLED -> {
                results.restore(execution.id());
                steering.retry(execution.id());
                results.restore(execution.id());
            }
        }
    }
}
