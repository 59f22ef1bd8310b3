package dev.coppice.protocol;

import dev.coppice.protocol.World.Task;
import dev.coppice.protocol.World.Worker;

/** The ref transaction of a landing as git does it: lock, check and write each ref in turn, then rename each lock in turn. */
record Move(Protocol protocol) {

    void lockResult(World w, Worker me) {
        if (w.resultLock != 0) {
            me.is(Place.NOT_MOVED);
            return;
        }
        w.resultLock = me.attempt;
        w.resultLockValue = Value.EMPTY;
        me.is(Place.RESULT_LOCKED);
    }

    void writeResult(World w, Worker me) {
        if (w.result != me.from) {
            unlockResult(w);
            me.is(Place.NOT_MOVED);
            return;
        }
        w.resultLockValue = Value.onTop(me.from, me.attempt);
        me.is(protocol.has(Safeguard.FENCE_MOVES_TOO) ? Place.RESULT_WRITTEN : Place.READY);
    }

    void lockFence(World w, Worker me) {
        var task = task(w, me);
        if (task.fenceLock != 0) {
            unlockResult(w);
            me.is(Place.NOT_MOVED);
            return;
        }
        task.fenceLock = me.attempt;
        task.fenceLockValue = Value.EMPTY;
        me.is(Place.FENCE_LOCKED);
    }

    void writeFence(World w, Worker me) {
        var task = task(w, me);
        if (task.fence != Value.mark(me.attempt)) {
            unlockResult(w);
            unlockFence(task);
            me.is(Place.NOT_MOVED);
            return;
        }
        task.fenceLockValue = Value.landed(me.attempt);
        me.is(Place.READY);
    }

    /** Git renames whatever lies at the lock's path by now, and takes away what lies there when it fails. */
    void renameResult(World w, Worker me) {
        if (w.resultLock == 0) {
            unlockFence(task(w, me));
            me.is(Place.NOT_MOVED);
            return;
        }
        w.result = w.resultLockValue;
        unlockResult(w);
        me.is(protocol.has(Safeguard.FENCE_MOVES_TOO) ? Place.BETWEEN_RENAMES : Place.MOVED);
    }

    void renameFence(World w, Worker me) {
        me.is(renameFenceLock(task(w, me)) ? Place.MOVED : Place.NOT_MOVED);
    }

    static boolean renameFenceLock(Task task) {
        boolean isThere = task.fenceLock != 0;
        if (isThere) {
            task.fence = task.fenceLockValue;
            unlockFence(task);
        }
        return isThere;
    }

    static void unlockFence(Task task) {
        task.fenceLock = 0;
        task.fenceLockValue = 0;
    }

    private static void unlockResult(World w) {
        w.resultLock = 0;
        w.resultLockValue = 0;
    }

    private Task task(World w, Worker me) {
        return protocol.task(w, me.attempt);
    }
}
