package dev.coppice.protocol;

import dev.coppice.protocol.World.Task;
import dev.coppice.protocol.World.Worker;
import java.util.function.BiConsumer;

/** One worker's next step in its attempt, from claim to completion. */
final class Attempt {

    private final Protocol protocol;
    private final World now;
    private final int number;
    private final Steps to;
    private final Move move;

    Attempt(Protocol protocol, World now, int number, Steps to) {
        this.protocol = protocol;
        this.now = now;
        this.number = number;
        this.to = to;
        this.move = new Move(protocol);
    }

    void steps() {
        switch (now.workers[number].place) {
            case DOWN -> {}
            case IDLE -> claims();
            case CLAIMED -> step("locks the fence", this::lockFenceToMark);
            case MARKING -> step("checks the fence and writes its mark", this::writeMark);
            case MARK_WRITTEN -> step("sets its mark", this::setMark);
            case MARKED -> verified();
            case PREPARED -> told("announces", this::announce);
            case ANNOUNCED -> step("locks the result", move::lockResult);
            case RESULT_LOCKED -> step("checks the result and writes the lock", move::writeResult);
            case RESULT_WRITTEN -> step("locks the fence to land", move::lockFence);
            case FENCE_LOCKED -> step("checks the fence and writes the lock", move::writeFence);
            case READY -> step("renames the result's lock", move::renameResult);
            case BETWEEN_RENAMES -> step("renames the fence's lock", move::renameFence);
            case MOVED -> told("records", this::record);
            case NOT_MOVED -> step("settles and ends its own", this::settleOwn);
        }
    }

    private void claims() {
        for (int task = 0; task < now.tasks.length; task++) {
            int wanted = task;
            if (now.tasks[task].state == World.QUEUED) {
                told("claims task " + task, (w, me) -> {
                    me.attempt = protocol.claim(w, wanted, number);
                    me.is(Place.CLAIMED);
                });
            }
        }
    }

    /** The work is done and verified: it lands, or there was nothing to change. */
    private void verified() {
        step("merges with the recorded result", (w, me) -> {
            me.from = w.recorded;
            me.is(Place.PREPARED);
        });
        told("completes without a change", this::complete);
    }

    private void lockFenceToMark(World w, Worker me) {
        var task = task(w, me);
        if (task.fenceLock != 0) {
            giveUp(w, me);
            return;
        }
        task.fenceLock = me.attempt;
        task.fenceLockValue = Value.EMPTY;
        me.is(Place.MARKING);
    }

    private void writeMark(World w, Worker me) {
        var task = task(w, me);
        if (Value.isLanded(task.fence)) {
            Move.unlockFence(task);
            giveUp(w, me);
            return;
        }
        task.fenceLockValue = Value.mark(me.attempt);
        me.is(Place.MARK_WRITTEN);
    }

    private void setMark(World w, Worker me) {
        if (Move.renameFenceLock(task(w, me))) {
            me.is(Place.MARKED);
        } else {
            giveUp(w, me);
        }
    }

    private void complete(World w, Worker me) {
        var task = task(w, me);
        boolean mayEnd = protocol.has(Safeguard.TOKEN_CHECKED) ? task.lease == me.attempt : task.lease != 0;
        if (mayEnd && w.intent != me.attempt) {
            protocol.accept(w, task, me.attempt);
        }
        leave(me);
    }

    /** May be repeated after a lost answer. Another's open landing makes it wait, a moved result merge again. */
    private void announce(World w, Worker me) {
        var task = task(w, me);
        boolean may = protocol.has(Safeguard.TOKEN_CHECKED) ? task.lease == me.attempt : task.lease != 0;
        if (w.intent == me.attempt) {
            me.is(Place.ANNOUNCED);
        } else if (!may) {
            leave(me);
        } else if (w.recorded != me.from) {
            me.is(Place.MARKED);
        } else if (w.intent == 0) {
            w.intent = me.attempt;
            w.intentFrom = me.from;
            me.is(Place.ANNOUNCED);
        }
    }

    private void record(World w, Worker me) {
        if (w.intent == me.attempt) {
            protocol.acceptLanding(w);
        }
        leave(me);
    }

    private void settleOwn(World w, Worker me) {
        if (w.intent == me.attempt) {
            Settling.settle(protocol, w, true);
        }
        if (w.intent != me.attempt) {
            giveUp(w, me);
        }
    }

    /** Ends the attempt for a fault of the machine; its lease may be lost already. */
    private void giveUp(World w, Worker me) {
        var task = task(w, me);
        if (task.lease == me.attempt) {
            protocol.queueAgain(task);
        }
        leave(me);
    }

    private static void leave(Worker me) {
        me.attempt = 0;
        me.from = 0;
        me.is(Place.IDLE);
    }

    private Task task(World w, Worker me) {
        return protocol.task(w, me.attempt);
    }

    private void step(String what, BiConsumer<World, Worker> change) {
        to.step(name(what), now, w -> change.accept(w, w.workers[number]));
    }

    /** A transaction whose answer arrives, or does not: then the worker stands where it stood, and knows no more. */
    private void told(String what, BiConsumer<World, Worker> change) {
        step(what, change);
        to.step(name(what) + ", and the answer is lost", now, w -> {
            var me = w.workers[number];
            var before = new Worker();
            before.attempt = me.attempt;
            before.from = me.from;
            before.is(me.place);
            change.accept(w, me);
            w.workers[number] = before;
        });
    }

    private String name(String what) {
        return "worker " + number + " " + what;
    }
}
