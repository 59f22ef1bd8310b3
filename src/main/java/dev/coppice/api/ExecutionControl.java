package dev.coppice.api;

import dev.coppice.database.OwnFolder;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.BudgetChange;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.CheckoutTaken;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.MarksDue;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.worker.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Steers executions for callers, and tells them where a wish makes no sense. */
@ApplicationScoped
class ExecutionControl {

    private final Steering steering;
    private final Worker worker;
    private final ApiConfig config;
    private final OwnFolder folder;
    private final ResultBranches results;
    private final Budgets budgets;

    ExecutionControl(
            Steering steering,
            Worker worker,
            ApiConfig config,
            OwnFolder folder,
            ResultBranches results,
            Budgets budgets) {
        this.steering = steering;
        this.worker = worker;
        this.config = config;
        this.folder = folder;
        this.results = results;
        this.budgets = budgets;
    }

    /** Asked again, it changes nothing and is no error. */
    void cancel(ExecutionStatus execution) {
        if (!steering.cancel(execution.id()) && !execution.cancelRequested()) {
            throw refusal(execution, "cancelled");
        }
        worker.cancel(execution.id());
    }

    /** Running tasks go on to their end, unless they are to be given back to the queue. */
    void pause(ExecutionStatus execution, boolean releasesRunning) {
        if (!steering.pause(execution.id(), "requested") && execution.state() != ExecutionState.PAUSED) {
            throw refusal(execution, "paused");
        }
        if (releasesRunning) {
            worker.release(execution.id());
        }
    }

    /** With so much to spend from now on, if that is said. */
    void resume(ExecutionStatus execution, BudgetChange change) {
        takeOver(execution);
        spend(execution, change);
        refuseIfSpent(execution);
        if (!steering.resume(execution.id())) {
            throw refusal(execution, "resumed");
        }
    }

    private void spend(ExecutionStatus execution, BudgetChange change) {
        if (!change.isNone()) {
            steering.workWith(execution.id(), execution.settings().spending(change));
        }
    }

    /** Everything that did not succeed, with so much to spend from now on, if that is said. */
    void retry(ExecutionStatus execution, BudgetChange change) {
        retry(
                execution,
                change,
                () -> steering.retry(execution.id()),
                "no task of " + execution.id() + " has failed or was cancelled");
    }

    /** Everything that did not succeed from the batch at this position on, in the same way. */
    void retryFrom(ExecutionStatus execution, int batch, BudgetChange change) {
        if (batch > execution.batches().size()) {
            throw Problem.about(
                            "from_batch",
                            "the plan has " + execution.batches().size()
                                    + " batches; from_batch is one by its position")
                    .asException();
        }
        retry(
                execution,
                change,
                () -> steering.retryFrom(execution.id(), batch),
                "from batch " + batch + " on no task of " + execution.id()
                        + " has failed or was cancelled that needs nothing "
                        + "which did not succeed before that batch");
    }

    /** One task, in the same way; its agent is told the comment. */
    void retry(ExecutionStatus execution, TaskStatus task, BudgetChange change, Optional<String> comment) {
        retry(
                execution,
                change,
                () -> steering.retry(execution.id(), task.number(), comment),
                "task " + task.number() + " is " + task.state().word()
                        + "; one that failed or was cancelled can be retried where all that it needs has succeeded"
                        + (execution.cancelRequested() ? ", once the execution is at its end" : ""));
    }

    /** The result is there before its tasks can be claimed, and is looked for again because a cleanup may have come between. */
    private void retry(ExecutionStatus execution, BudgetChange change, IntSupplier retry, String otherwise) {
        takeOver(execution);
        spend(execution, change);
        refuseIfSpent(execution);
        results.restore(execution.id());
        if (retried(retry) == 0) {
            throw Problem.of(409, "nothing_to_retry", otherwise).asException();
        }
        results.restore(execution.id());
    }

    private void refuseIfSpent(ExecutionStatus execution) {
        budgets.objection(execution.id()).ifPresent(reason -> {
            throw Problem.of(409, Budgets.REASON, execution.id() + ": " + reason)
                    .asException();
        });
    }

    private static int retried(IntSupplier retry) {
        try {
            return retry.getAsInt();
        } catch (CheckoutTaken e) {
            throw Problem.of(409, "checkout_taken", String.valueOf(e.getMessage()))
                    .asException();
        } catch (MarksDue e) {
            throw Problem.of(409, "not_settled", String.valueOf(e.getMessage())).asException();
        }
    }

    /** What goes on from here is this service's to do, whoever began it. */
    private void takeOver(ExecutionStatus execution) {
        if (!config.accepting()) {
            throw Problem.of(409, "not_a_service", "this Coppice runs one plan only")
                    .asException();
        }
        if (!execution.isWithinReachOf(new HomeId(folder.id()))) {
            throw Problem.of(
                            409, "other_home", execution.id() + " was begun with another COPPICE_HOME; ask its service")
                    .asException();
        }
        if (!execution.shared()) {
            steering.driveBy(execution.id(), Driver.SERVICE);
        }
    }

    private static ProblemException refusal(ExecutionStatus execution, String done) {
        return Problem.of(
                        409,
                        "not_possible",
                        execution.id() + " is " + execution.state().word() + " and cannot be " + done)
                .asException();
    }
}
