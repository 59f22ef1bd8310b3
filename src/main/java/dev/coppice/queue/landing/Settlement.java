package dev.coppice.queue.landing;

/** How an open landing intent was closed. */
public sealed interface Settlement {

    record Landed() implements Settlement {}

    /** Closed without effect; the attempt may be ended now. */
    record Abandoned() implements Settlement {}

    /** Left open, and the execution paused with {@code result_moved} until a person has looked. */
    record Paused(String detail) implements Settlement {}

    /** Left open and nothing written, because it is not to be told yet how the landing ended; to be looked at again later. */
    record Postponed(String detail) implements Settlement {}

    /** Nothing was done: it was closed meanwhile, or its owner came back to life. */
    record NotOurs() implements Settlement {}
}
