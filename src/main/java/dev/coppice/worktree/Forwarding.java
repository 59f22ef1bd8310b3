package dev.coppice.worktree;

/** What became of taking a branch forward in the checkout that has it. */
public sealed interface Forwarding {

    /** Branch, index and files are at the new commit. */
    record Forwarded() implements Forwarding {}

    /** Something of the user's could be hurt; nothing has changed. */
    record LeftAlone(String reason) implements Forwarding {}
}
