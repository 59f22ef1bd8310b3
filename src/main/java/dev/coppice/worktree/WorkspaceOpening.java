package dev.coppice.worktree;

/** What became of asking for a place to work in. */
public sealed interface WorkspaceOpening {

    record Opened(Workspace workspace) implements WorkspaceOpening {}

    /** The user's checkout cannot be had, and is as it was. The reason is a word for programs, the detail says what a person can do. */
    record Refused(String reason, String detail) implements WorkspaceOpening {}
}
