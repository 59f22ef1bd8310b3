package dev.coppice.worktree;

/** What became of asking for the user's checkout to work in. */
public sealed interface CheckoutOpening {

    record Opened(Workspace workspace) implements CheckoutOpening {}

    /** The checkout is as it was. The reason is a word for programs, the detail says what a person can do. */
    record Refused(String reason, String detail) implements CheckoutOpening {}
}
