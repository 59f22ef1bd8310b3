package dev.coppice.worktree;

import dev.coppice.project.WorktreeSettings;
import dev.coppice.task.CommitId;

/** What a worktree is to hold for a task: a commit's files, as a repository wants them. */
record WorktreeGoal(CommitId base, WorktreeSettings settings) {

    Cleaning cleaning() {
        return Cleaning.by(settings.clean());
    }

    /** Whether a worktree that was brought there, and that nobody has used since, needs no cleaning on its way to this one. */
    boolean followsFrom(WorktreeGoal before) {
        // Files that stay because one commit ignores them may be no longer ignored by the next.
        return cleaning() == Cleaning.EVERYTHING
                && before.cleaning() == Cleaning.EVERYTHING
                && settings.sparse().equals(before.settings.sparse());
    }
}
