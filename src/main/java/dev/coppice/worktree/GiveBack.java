package dev.coppice.worktree;

/** What became of giving a checkout back to its user. */
public sealed interface GiveBack {

    /** The user is where they were before, as {@code where} names it. */
    record Returned(String where) implements GiveBack {}

    /** There is nothing to give back: Coppice is not in it, or the user has gone elsewhere already. */
    record NotHeld() implements GiveBack {}

    /** An attempt, or another Coppice, is at work there. */
    record Busy() implements GiveBack {}

    /** Left as it is, because going back could hurt something; the command does it once that is settled. */
    record Left(String reason, String command) implements GiveBack {}
}
