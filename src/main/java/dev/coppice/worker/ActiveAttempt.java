package dev.coppice.worker;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.RunningProcess;
import dev.coppice.task.Lease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt that this process runs now: its lease, how long that can be trusted, and what was asked of it meanwhile. */
final class ActiveAttempt {

    /** Why an attempt was told to stop; the first reason stays. */
    enum Stop {
        /** A person cancelled the task. */
        CANCELLED,
        /** The deadline of the task's execution has passed. */
        DEADLINE_PASSED,
        /** The task's execution has spent what it may. */
        EXECUTION_BUDGET_SPENT,
        /** The attempt, its task or its batch has spent what it may. */
        BUDGET_SPENT,
        /** This process is ending; the task goes back to the queue. */
        RELEASED,
        /** The lease is lost: somebody else may run the task, nothing more may be written. */
        LOST
    }

    /** The part of a lease that clocks running unevenly may take from it: 5 s of 60. */
    private static final int MARGIN = 12;

    private final Lease lease;
    private final int index;
    private final Meter meter = new Meter();
    private final Course course = new Course();
    private long trustedUntil;
    private @Nullable RunningProcess process;
    private @Nullable Stop stop;
    private @Nullable Workplace place;

    /** A lease of {@code length} that was asked for at {@code sentAt}, by the monotonic clock; no other that runs has the index. */
    ActiveAttempt(Lease lease, int index, long sentAt, Duration length) {
        this.lease = lease;
        this.index = index;
        this.trustedUntil = end(sentAt, length);
    }

    private static long end(long sentAt, Duration length) {
        return sentAt + length.minus(length.dividedBy(MARGIN)).toNanos();
    }

    Lease lease() {
        return lease;
    }

    /** From 1; its own among the attempts that this process runs now. */
    int index() {
        return index;
    }

    /** Where it is at work from now on; null: nowhere. */
    synchronized void worksAt(@Nullable Workplace workplace) {
        place = workplace;
    }

    synchronized Optional<Workplace> place() {
        return Optional.ofNullable(place);
    }

    /** What it is at, for others to know afterwards. */
    Course course() {
        return course;
    }

    /** What it spends. */
    Meter meter() {
        return meter;
    }

    synchronized void renewed(long sentAt, Duration length) {
        trustedUntil = end(sentAt, length);
    }

    /** Whether outward effects are allowed: the lease cannot have expired, whatever the database's clock says. */
    synchronized boolean isTrusted() {
        return stop != Stop.LOST && System.nanoTime() - trustedUntil < 0;
    }

    /** How long the lease has not been trusted; zero or negative while it is. */
    synchronized Duration overdue() {
        return Duration.ofNanos(System.nanoTime() - trustedUntil);
    }

    /** Remembers what runs now, so that a stop reaches it; stops it at once if the stop came first. */
    synchronized void runs(RunningProcess started) {
        process = started;
        if (stop != null) {
            started.stop();
        }
    }

    /** The last process that ran; empty before the first. */
    synchronized Optional<ProcessIdentity> lastProcess() {
        return Optional.ofNullable(process).flatMap(RunningProcess::identity);
    }

    synchronized void stop(Stop why) {
        if (stop == null || why == Stop.LOST) {
            stop = why;
        }
        if (process != null) {
            process.stop();
        }
    }

    synchronized @Nullable Stop stopped() {
        return stop;
    }
}
