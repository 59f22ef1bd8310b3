package dev.coppice.queue.lease;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.queue.AttemptEnding;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Ending;
import dev.coppice.queue.QueueConfig;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** Takes away the leases of the dead. */
@ApplicationScoped
public class Leases {

    private final Sql sql;
    private final Attempts attempts;
    private final AttemptEnding ending;
    private final QueueConfig config;

    Leases(Sql sql, Attempts attempts, AttemptEnding ending, QueueConfig config) {
        this.sql = sql;
        this.attempts = attempts;
        this.ending = ending;
        this.config = config;
    }

    public LeaseTimes times() {
        return new LeaseTimes(config.lease(), config.beat(), config.reapGrace(), config.hardDeadline());
    }

    /**
     * Leases that may be reaped now, at most 100: those of earlier owners of this data folder, and with the guard passed all. The guard is
     * that this process reached the database at every beat for a whole lease and grace; that the server was up as long, the statement checks.
     */
    @Transactional
    public List<ExpiredLease> expired(HomeId own, WorkerId worker, boolean guardPassed) {
        return sql.call(LeaseStatements.EXPIRED)
                .with("home", own.value())
                .with("worker", worker.value())
                .with("guard", guardPassed)
                .with("grace", seconds(config.reapGrace()))
                .with("settled", seconds(config.lease().plus(config.reapGrace())))
                .rows(row -> new ExpiredLease(Columns.lease(row)));
    }

    /** Ends the attempt of a lease that is still expired; its open landing intent must have been settled before. */
    public Ending reap(ExpiredLease expired) {
        return ending.expired(expired.lease(), seconds(config.reapGrace()));
    }

    /** Expires at once what earlier owners of this data folder hold. To be called after their leftover processes have ended. */
    @Transactional
    public List<Lease> takeOver(HomeId own, WorkerId worker) {
        return sql.call(LeaseStatements.TAKE_OVER)
                .with("home", own.value())
                .with("worker", worker.value())
                .rows(Columns::lease);
    }

    /** What earlier owners of this data folder started and did not see end. */
    @Transactional
    public List<LeftoverProcess> leftoverProcesses(HomeId own, WorkerId worker) {
        return sql.call(LeaseStatements.LEFTOVERS)
                .with("home", own.value())
                .with("worker", worker.value())
                .rows(row -> new LeftoverProcess(
                        new TaskId(row.getLong("task_id")),
                        row.getInt("number"),
                        new ProcessIdentity(
                                row.getLong("pid"), row.getLong("process_started"), Columns.uuid(row, "boot_id"))));
    }

    /** Attempts of earlier owners of this data folder that may have been killed while they set their marks. */
    @Transactional
    public List<DeadMark> deadMarks(HomeId own, WorkerId worker) {
        return sql.call(LeaseStatements.DEAD_MARKS)
                .with("home", own.value())
                .with("worker", worker.value())
                .rows(row -> new DeadMark(Columns.lease(row), new TaskNumber(Columns.text(row, "number"))));
    }

    public void markProcessEnded(LeftoverProcess leftover) {
        attempts.processEnded(leftover.task(), leftover.attempt(), leftover.process());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
