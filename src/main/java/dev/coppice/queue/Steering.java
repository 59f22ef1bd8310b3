package dev.coppice.queue;

import dev.coppice.queue.publication.PullRequests;
import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import dev.coppice.wakeup.WakeUps;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person may ask of a running or ended execution: pause, resume, cancel, retry. */
@ApplicationScoped
public class Steering {

    private static final int FIRST_BATCH = 1;

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;
    private final Deadlines deadlines;
    private final PullRequests pullRequests;
    private final WakeUps wakeUps;

    Steering(
            Sql sql,
            ExecutionLock lock,
            FollowUps followUps,
            Deadlines deadlines,
            PullRequests pullRequests,
            WakeUps wakeUps) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
        this.deadlines = deadlines;
        this.pullRequests = pullRequests;
        this.wakeUps = wakeUps;
    }

    /** From now on the execution's tasks are worked on in this way; what runs already is not disturbed, nor what its plan or
     * its failures have given another agent than the execution's. */
    @Transactional
    public void workWith(ExecutionId execution, ExecutionSettings settings) {
        lock.take(execution);
        sql.call(BudgetStatements.LET_GO_ON)
                .with("execution", execution.value())
                .run();
        sql.call(SteeringStatements.AGENT)
                .with("execution", execution.value())
                .with("agent", settings.agent())
                .run();
        sql.call(SteeringStatements.WORK_WITH)
                .with("execution", execution.value())
                .with("settings", Json.write(settings))
                .run();
    }

    /** From now on this kind of process works on it. */
    @Transactional
    public void driveBy(ExecutionId execution, Driver driver) {
        lock.take(execution);
        sql.call(SteeringStatements.DRIVE)
                .with("execution", execution.value())
                .with("driver", driver.word())
                .run();
    }

    /** Starts no more tasks; those that run go on. False if it was paused already or is at its end. */
    @Transactional
    public boolean pause(ExecutionId execution, String reason) {
        return pause(execution, reason, null);
    }

    /** The same, with a sentence for people about what has to be put right. */
    @Transactional
    public boolean pause(ExecutionId execution, String reason, @Nullable String detail) {
        lock.take(execution);
        int paused = sql.call(SteeringStatements.PAUSE)
                .with("execution", execution.value())
                .with("reason", reason)
                .with("detail", detail == null ? null : detail.replace("\0", ""))
                .run();
        sql.call(SteeringStatements.PAUSE_TASKS)
                .with("execution", execution.value())
                .run();
        if (paused == 1) {
            Log.infof("%s: paused (%s)", execution, reason);
        }
        return paused == 1;
    }

    /** False if it was not paused. */
    @Transactional
    public boolean resume(ExecutionId execution) {
        lock.take(execution);
        int resumed = sql.call(SteeringStatements.RESUME)
                .with("execution", execution.value())
                .run();
        followUps.settle(execution);
        return resumed == 1;
    }

    /**
     * Queued tasks are cancelled at once, executing ones hear it with their next heartbeat, which is hurried. Of an execution that is at its
     * end, a pull request that waits is cancelled; false if there is none.
     */
    @Transactional
    public boolean cancel(ExecutionId execution) {
        lock.take(execution);
        int requested = sql.call(SteeringStatements.REQUEST_CANCEL)
                .with("execution", execution.value())
                .run();
        if (requested == 0) {
            return pullRequests.cancel(execution);
        }
        sql.call(SteeringStatements.CANCEL_TASKS)
                .with("execution", execution.value())
                .run();
        wakeUps.stopAsked(execution);
        followUps.settle(execution);
        return true;
    }

    /**
     * Queues again what failed, was cancelled, or was skipped because something it needs failed; their counts start afresh. Answers how many
     * tasks that were; 0 while the execution is being cancelled.
     *
     * @throws CheckoutTaken if it is one of mode local and another one has the checkout now
     * @throws MarksDue if what it has completed is still to be marked in its plan
     */
    @Transactional
    public int retry(ExecutionId execution) {
        return retryFrom(execution, FIRST_BATCH);
    }

    /**
     * Likewise only of the batches from this position on, and without what needs a task before them that did not succeed.
     *
     * @throws CheckoutTaken if it is one of mode local and another one has the checkout now
     * @throws MarksDue if what it has completed is still to be marked in its plan
     */
    @Transactional
    public int retryFrom(ExecutionId execution, int batch) {
        var before = lock.take(execution);
        refuseIfCheckoutTaken(execution);
        refuseIfMarksAreDue(execution);
        if (before.isEmpty() || isBeingCancelled(before)) {
            return 0;
        }
        int queued = sql.call(RetryStatements.FROM_BATCH)
                .with("execution", execution.value())
                .with("batch", batch)
                .run();
        if (queued > 0) {
            reopen(execution);
        }
        return queued;
    }

    /** The same of one task, with nothing said about it. */
    @Transactional
    public int retry(ExecutionId execution, TaskNumber task) {
        return retry(execution, task, Optional.empty());
    }

    /**
     * Queues again one task that failed or was cancelled, and what was skipped because of it and can run then. Its agent is told the comment
     * from now on. Answers how many tasks that were; 0 if the task is in no such state, or needs one that did not succeed, or the execution is being cancelled.
     *
     * @throws CheckoutTaken if it is one of mode local and another one has the checkout now
     * @throws MarksDue if what it has completed is still to be marked in its plan
     */
    @Transactional
    public int retry(ExecutionId execution, TaskNumber task, Optional<String> comment) {
        if (isBeingCancelled(lock.take(execution))) {
            return 0;
        }
        refuseIfCheckoutTaken(execution);
        refuseIfMarksAreDue(execution);
        int queued = sql.call(RetryStatements.TASK)
                .with("execution", execution.value())
                .with("number", task.text())
                .with("comment", comment.orElse(null))
                .run();
        if (queued > 0) {
            comment.ifPresent(words -> say(execution, task, words));
            reopen(execution);
        }
        return queued;
    }

    private void say(ExecutionId execution, TaskNumber task, String words) {
        sql.call(RetryStatements.SAID)
                .with("execution", execution.value())
                .with("number", task.text())
                .with("comment", words)
                .run();
    }

    /** Does the act while nobody can retry the execution; false, without doing it, if it is not at its end. */
    @Transactional
    public boolean ifEnded(ExecutionId execution, Runnable act) {
        boolean isEnded =
                lock.take(execution).filter(found -> found.state().isFinal()).isPresent();
        if (isEnded) {
            act.run();
        }
        return isEnded;
    }

    private static boolean isBeingCancelled(Optional<ExecutionLock.Locked> execution) {
        return execution
                .filter(locked -> locked.cancelRequested() && !locked.state().isFinal())
                .isPresent();
    }

    private void refuseIfCheckoutTaken(ExecutionId execution) {
        sql.call(SteeringStatements.CHECKOUT_TAKEN)
                .with("execution", execution.value())
                .row(row -> new ExecutionId(Columns.text(row, "id")))
                .ifPresent(other -> {
                    throw new CheckoutTaken(other);
                });
    }

    private void refuseIfMarksAreDue(ExecutionId execution) {
        sql.call(SteeringStatements.MARKS_DUE)
                .with("execution", execution.value())
                .row(row -> new ExecutionId(Columns.text(row, "id")))
                .ifPresent(due -> {
                    throw new MarksDue(due);
                });
    }

    private void reopen(ExecutionId execution) {
        sql.call(SteeringStatements.REOPEN_BATCHES)
                .with("execution", execution.value())
                .run();
        sql.call(SteeringStatements.REOPEN).with("execution", execution.value()).run();
        sql.call(SteeringStatements.COUNT_PARENTS)
                .with("execution", execution.value())
                .run();
        deadlines.begin(execution);
        followUps.settle(execution);
    }
}
