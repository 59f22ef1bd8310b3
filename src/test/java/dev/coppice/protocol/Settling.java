package dev.coppice.protocol;

import dev.coppice.protocol.World.Task;

/** How a landing that was announced and not closed is judged, by its owner after a failed move or by anybody after its lease. */
final class Settling {

    private Settling() {}

    static void settle(Protocol protocol, World w, boolean isOwnerDead) {
        var task = protocol.task(w, w.intent);
        unlock(protocol, w, task, isOwnerDead);
        if (w.resultLock == 0 && task.fenceLock == 0) {
            judge(protocol, w, task);
        }
    }

    /** Of a dead owner only what is its own; without the safeguard everything, whoever lives. */
    private static void unlock(Protocol protocol, World w, Task task, boolean isOwnerDead) {
        boolean isReckless = !protocol.has(Safeguard.DEATH_PROVED);
        if (isReckless || (isOwnerDead && w.resultLock == w.intent)) {
            w.resultLock = 0;
            w.resultLockValue = 0;
        }
        if (isReckless || (isOwnerDead && task.fenceLock == w.intent)) {
            task.fenceLock = 0;
            task.fenceLockValue = 0;
        }
    }

    private static void judge(Protocol protocol, World w, Task task) {
        int landing = Value.onTop(w.intentFrom, w.intent);
        boolean isMarked = task.fence == Value.mark(w.intent);
        boolean isLate = protocol.has(Safeguard.LATE_MARK_IGNORED) && !Value.isLanded(task.fence);
        if (w.result == landing && (isMarked || isLate || task.fence == Value.landed(w.intent))) {
            task.fence = Value.landed(w.intent);
            protocol.acceptLanding(w);
        } else if (w.result == w.intentFrom && !Value.isLanded(task.fence)) {
            if (isMarked && protocol.has(Safeguard.MARK_VOIDED)) {
                task.fence = Value.voidOf(w.intent);
            }
            Protocol.closeIntent(w);
        } else {
            w.violation = "a person has to look: the result is not where a landing could have left it";
        }
    }
}
