package dev.coppice.protocol;

import static dev.coppice.protocol.World.COMPLETED;
import static dev.coppice.protocol.World.EXECUTING;
import static dev.coppice.protocol.World.FAILED;
import static dev.coppice.protocol.World.QUEUED;

import dev.coppice.protocol.World.Task;
import dev.coppice.protocol.World.Worker;
import java.util.Set;

/**
 * What each may do at any moment. Every step of the database is one transaction under the execution's lock; git's are the system calls
 * that others can come between. A request that is lost is a step that does not happen; a lost answer is a step after which its worker
 * stands where it stood.
 */
record Protocol(int tasks, int workers, int attempts, int faults, Set<Safeguard> safeguards) {

    World beginning() {
        return new World(tasks, workers, tasks * attempts, faults);
    }

    /** Does every step that can be done now, each to a world of its own. */
    void steps(World now, Steps to) {
        for (int task = 0; task < tasks; task++) {
            int number = task;
            if (now.tasks[task].lease != 0 && !now.tasks[task].expired) {
                to.step(
                        "the lease of attempt " + now.tasks[task].lease + " expires",
                        now,
                        w -> w.tasks[number].expired = true);
            }
        }
        reaper(now, to);
        for (int worker = 0; worker < workers; worker++) {
            anyWorker(now, worker, to);
        }
    }

    /** Looks, and acts on what it saw in a transaction of its own. */
    private void reaper(World now, Steps to) {
        if (now.seenExpired != 0) {
            to.step("attempt " + now.seenExpired + " is reaped", now, this::reap);
            return;
        }
        for (var task : now.tasks) {
            if (task.lease != 0 && task.expired) {
                to.step("a reaper sees attempt " + task.lease + " expired", now, w -> w.seenExpired = task.lease);
            }
        }
    }

    private void reap(World w) {
        var task = task(w, w.seenExpired);
        boolean may = !has(Safeguard.REAPER_LOOKS_AGAIN) || (task.expired && w.intent != w.seenExpired);
        if (task.lease == w.seenExpired && may) {
            if (!task.expired) {
                w.violation = "a lease that was renewed is taken away";
            }
            queueAgain(task);
        }
        w.seenExpired = 0;
    }

    private void anyWorker(World now, int number, Steps to) {
        var worker = now.workers[number];
        String name = "worker " + number + " ";
        if (worker.place == Place.DOWN) {
            to.step(name + "starts again and takes its folder over", now, w -> takeOver(w, number));
            return;
        }
        if (now.faultsLeft > 0) {
            to.step(name + "is killed", now, w -> kill(w, w.workers[number]));
        }
        if (now.faultsLeft > 0 && worker.place.isInGit()) {
            to.step(name + "loses its git", now, w -> killGit(w, w.workers[number]));
        }
        if (now.intent != 0 && now.intent != worker.attempt && task(now, now.intent).expired) {
            boolean isProved = isDeadPredecessor(now, number, now.intent);
            to.step(name + "settles attempt " + now.intent, now, w -> Settling.settle(this, w, isProved));
        }
        if (worker.attempt != 0
                && task(now, worker.attempt).lease == worker.attempt
                && task(now, worker.attempt).expired) {
            to.step(name + "renews", now, w -> task(w, worker.attempt).expired = false);
        }
        new Attempt(this, now, number, to).steps();
    }

    private static void kill(World w, Worker worker) {
        w.faultsLeft--;
        w.dead |= worker.attempt == 0 ? 0 : bit(worker.attempt);
        worker.attempt = 0;
        worker.from = 0;
        worker.is(Place.DOWN);
    }

    /** Its own worker has waited for this git and knows it dead: it clears away at once what that left. */
    private void killGit(World w, Worker worker) {
        w.faultsLeft--;
        if (has(Safeguard.OWN_GIT_CLEARED)) {
            unlockFence(task(w, worker.attempt), worker.attempt);
            unlockResult(w, worker.attempt);
        }
        worker.is(Place.NOT_MOVED);
    }

    /**
     * Ends the leases of the folder's dead owners at once, and clears away what their gits left locked: here of every attempt; the code knows
     * only attempts that still have a lease or that announced a landing.
     */
    private void takeOver(World w, int number) {
        w.workers[number].is(Place.IDLE);
        for (int attempt = 1; attempt < w.owners.length; attempt++) {
            if (isDeadPredecessor(w, number, attempt)) {
                var task = task(w, attempt);
                task.expired |= task.lease == attempt;
                // An open landing's locks tell how far it came: they go when that is judged.
                if (w.intent != attempt && has(Safeguard.PREDECESSOR_CLEARED)) {
                    unlockFence(task, attempt);
                    unlockResult(w, attempt);
                }
            }
        }
    }

    /** Whether the attempt was a process's that had this worker's folder before, and so is dead. */
    private static boolean isDeadPredecessor(World w, int number, int attempt) {
        return w.owners[attempt] == number && (w.dead & bit(attempt)) != 0;
    }

    private static void unlockFence(Task task, int attempt) {
        if (task.fenceLock == attempt) {
            task.fenceLock = 0;
            task.fenceLockValue = 0;
        }
    }

    private static void unlockResult(World w, int attempt) {
        if (w.resultLock == attempt) {
            w.resultLock = 0;
            w.resultLockValue = 0;
        }
    }

    /** The database accepts a landing; an open intent has protected its lease. */
    void acceptLanding(World w) {
        var task = task(w, w.intent);
        w.recorded = Value.onTop(w.intentFrom, w.intent);
        w.landed |= bit(w.intent);
        accept(w, task, w.intent);
        closeIntent(w);
    }

    void accept(World w, Task task, int attempt) {
        if (task.lease != attempt) {
            w.violation = "attempt " + attempt + " is accepted, but the lease is " + task.lease + "'s";
        }
        task.completions++;
        task.state = COMPLETED;
        task.lease = 0;
        task.expired = false;
    }

    static void closeIntent(World w) {
        w.intent = 0;
        w.intentFrom = 0;
    }

    void queueAgain(Task task) {
        task.lease = 0;
        task.expired = false;
        task.state = task.attempts < attempts ? QUEUED : FAILED;
    }

    /** The new attempt; the worker knows of it only if the answer arrives. */
    int claim(World w, int taskNumber, int workerNumber) {
        var task = w.tasks[taskNumber];
        task.attempts++;
        task.state = EXECUTING;
        task.lease = taskNumber * attempts + task.attempts;
        w.owners[task.lease] = workerNumber;
        return task.lease;
    }

    boolean has(Safeguard safeguard) {
        return safeguards.contains(safeguard);
    }

    static int bit(int attempt) {
        return 1 << attempt;
    }

    Task task(World w, int attempt) {
        return w.tasks[(attempt - 1) / attempts];
    }
}
