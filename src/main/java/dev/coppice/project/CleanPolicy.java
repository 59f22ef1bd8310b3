package dev.coppice.project;

/** What is removed of a worktree before the next task, and before checks. What could become part of a commit always is. */
public enum CleanPolicy {
    /** Files that git ignores stay: build outputs and installed packages are there for the next task. */
    UNTRACKED,
    /** Ignored files go too: every task starts as after a fresh clone. */
    EVERYTHING
}
