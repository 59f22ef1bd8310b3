package dev.coppice.worktree;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import dev.coppice.git.RefName;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The sole use of one worktree, until it is closed. No process may be at work in the directory when a method is called. */
public final class WorktreeLease implements Workspace {

    private final PooledWorktree worktree;
    private final Consumer<PooledWorktree> giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();
    private CommitId base;

    WorktreeLease(PooledWorktree worktree, CommitId base, Consumer<PooledWorktree> giveBack) {
        this.worktree = worktree;
        this.base = base;
        this.giveBack = giveBack;
    }

    @Override
    public Path directory() {
        return worktree.directory();
    }

    @Override
    public CommitId base() {
        return base;
    }

    /** Leaves exactly the commit's files, and HEAD detached at it. */
    @Override
    public void checkOut(CommitId commit) {
        checkOut(commit, commit.sha(), Cleaning.EVERYTHING);
    }

    /** Leaves exactly the tree's files, and HEAD detached at the base. */
    @Override
    public void checkOut(TreeId tree) {
        checkOut(tree, Cleaning.EVERYTHING);
    }

    public void checkOut(TreeId tree, Cleaning cleaning) {
        checkOut(base, tree.sha(), cleaning);
    }

    public void checkOut(CommitId commit, Cleaning cleaning) {
        checkOut(commit, commit.sha(), cleaning);
    }

    private void checkOut(CommitId head, String tree, Cleaning cleaning) {
        try {
            worktree.checkOut(head, tree, cleaning);
        } catch (IOException e) {
            throw new GitFailure("checking out " + tree + " in " + directory(), String.valueOf(e));
        }
    }

    @Override
    public boolean startOver(Ground ground) {
        base = ground.base();
        checkOut(ground.tree());
        return true;
    }

    /** All that is not ignored, against the base. */
    @Override
    public WorkSnapshot snapshot() {
        return new Snapshotter(worktree).take(base);
    }

    /** Keeps the tree as a commit on top of the base, under the attempt's ref, so that it outlives this lease. */
    public CommitId commit(RefName attempt, TreeId tree, CommitMessage message) {
        var repository = worktree.repository();
        var commit = repository.objects().commit(tree, base, message);
        repository.refs().point(attempt, commit.sha());
        return commit;
    }

    /** Gives the worktree back; the second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.accept(worktree);
        }
    }
}
