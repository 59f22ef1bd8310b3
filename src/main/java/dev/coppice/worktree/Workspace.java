package dev.coppice.worktree;

import dev.coppice.git.Ground;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.nio.file.Path;

/** Where one attempt works, until it is closed. No process may be at work in the directory when a method is called. */
public sealed interface Workspace extends AutoCloseable permits WorktreeLease, LocalWorkspace {

    Path directory();

    /** The commit that the work is measured against. */
    CommitId base();

    /** All that may become part of a commit, against the base. */
    WorkSnapshot snapshot();

    /** Leaves of what may become part of a commit exactly the tree's files. */
    void checkOut(TreeId tree);

    /** Leaves of what may become part of a commit exactly the commit's files. */
    void checkOut(CommitId commit);

    /**
     * Leaves of what may become part of a commit exactly the ground's files, and measures the work against its base from now on. False,
     * with nothing done, where the work can be measured against its first base only.
     */
    boolean startOver(Ground ground);

    /** Gives it back; a second call does nothing. */
    @Override
    void close();
}
