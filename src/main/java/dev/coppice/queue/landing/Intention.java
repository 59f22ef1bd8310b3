package dev.coppice.queue.landing;

import dev.coppice.task.CommitId;

/** The answer to the announcement of a landing. */
public sealed interface Intention {

    /** The refs may be moved now. */
    record Open(OpenIntent intent) implements Intention {}

    /** Another task landed first: merge onto this tip, check again, announce again. */
    record TipMoved(CommitId current) implements Intention {}

    /** Another landing of this execution is not closed yet: wait and announce again; no race was lost. */
    record OtherIntentOpen() implements Intention {}

    /** Another attempt holds the execution's turn: wait and announce again. */
    record NotOurTurn() implements Intention {}

    record LeaseLost() implements Intention {}

    /** The task was cancelled, or the execution waits for a person because its result was moved by someone else. */
    record Stopped(String why) implements Intention {}
}
