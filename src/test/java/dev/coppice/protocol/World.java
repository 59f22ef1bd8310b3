package dev.coppice.protocol;

import java.util.Arrays;
import java.util.List;

/** Everything there is at one moment: rows, refs, lock files, workers. */
final class World {

    private static final List<Place> PLACES = List.of(Place.values());

    static final int QUEUED = 0;
    static final int EXECUTING = 1;
    static final int COMPLETED = 2;
    static final int FAILED = 3;

    final Task[] tasks;
    final Worker[] workers;

    /** By attempt: the worker that claimed it. */
    final int[] owners;

    /** The result as the database and as git have it, and git's lock on it: whose it is, 0 for nobody's, and what it holds. */
    int recorded;

    int result;
    int resultLock;
    int resultLockValue;

    /** The attempt whose landing is announced and not closed, and the result that it starts from. */
    int intent;

    int intentFrom;
    /** The attempt whose lease a reaper saw expired, some time ago. */
    int seenExpired;

    /** Sets of attempts, as bits: closed as landed; known to be dead by whoever has their data folder next. */
    int landed;

    int dead;
    int faultsLeft;

    /** What must never happen and did. */
    String violation = "";

    static final class Task {
        int state;
        int attempts;
        int lease;
        boolean expired;
        int completions;
        int fence;
        int fenceLock;
        int fenceLockValue;
    }

    static final class Worker {
        Place place = Place.IDLE;
        int attempt;
        int from;

        void is(Place next) {
            place = next;
        }
    }

    World(int tasks, int workers, int attempts, int faults) {
        owners = new int[attempts + 1];
        this.tasks = new Task[tasks];
        this.workers = new Worker[workers];
        Arrays.setAll(this.tasks, _ -> new Task());
        Arrays.setAll(this.workers, _ -> new Worker());
        faultsLeft = faults;
    }

    World copy() {
        var copy = new World(tasks.length, workers.length, owners.length - 1, faultsLeft);
        copy.read(key());
        copy.violation = violation;
        return copy;
    }

    /** The whole state but the violation, to compare and to keep. */
    String key() {
        var key = new StringBuilder(64);
        for (var task : tasks) {
            key.append((char) task.state).append((char) task.attempts).append((char) task.lease);
            key.append(task.expired ? '1' : '0').append((char) task.completions).append((char) task.fence);
            key.append((char) task.fenceLock).append((char) task.fenceLockValue);
        }
        for (var worker : workers) {
            key.append((char) PLACES.indexOf(worker.place))
                    .append((char) worker.attempt)
                    .append((char) worker.from);
        }
        for (int owner : owners) {
            key.append((char) owner);
        }
        key.append((char) recorded)
                .append((char) result)
                .append((char) resultLock)
                .append((char) resultLockValue);
        key.append((char) intent).append((char) intentFrom).append((char) seenExpired);
        return key.append((char) landed)
                .append((char) dead)
                .append((char) faultsLeft)
                .toString();
    }

    private void read(String key) {
        int at = 0;
        for (var task : tasks) {
            task.state = key.charAt(at++);
            task.attempts = key.charAt(at++);
            task.lease = key.charAt(at++);
            task.expired = key.charAt(at++) == '1';
            task.completions = key.charAt(at++);
            task.fence = key.charAt(at++);
            task.fenceLock = key.charAt(at++);
            task.fenceLockValue = key.charAt(at++);
        }
        for (var worker : workers) {
            worker.place = PLACES.get(key.charAt(at++));
            worker.attempt = key.charAt(at++);
            worker.from = key.charAt(at++);
        }
        for (int attempt = 0; attempt < owners.length; attempt++) {
            owners[attempt] = key.charAt(at++);
        }
        recorded = key.charAt(at++);
        result = key.charAt(at++);
        resultLock = key.charAt(at++);
        resultLockValue = key.charAt(at++);
        intent = key.charAt(at++);
        intentFrom = key.charAt(at++);
        seenExpired = key.charAt(at++);
        landed = key.charAt(at++);
        dead = key.charAt(at++);
        faultsLeft = key.charAt(at);
    }
}
