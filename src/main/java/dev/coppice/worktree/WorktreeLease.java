package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import dev.coppice.git.RefName;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The sole use of one worktree, until it is closed. No process may be at work in the directory when a method is called. */
public final class WorktreeLease implements Workspace {

    private final PooledWorktree worktree;
    private final WorktreeGoal goal;
    private final Consumer<PooledWorktree> giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Supplies supplies;
    private CommitId base;
    private CommitId head;
    private String tree;

    private WorktreeLease(
            PooledWorktree worktree, WorktreeGoal goal, Supplies supplies, Consumer<PooledWorktree> giveBack) {
        this.worktree = worktree;
        this.goal = goal;
        this.supplies = supplies;
        this.giveBack = giveBack;
        this.base = goal.base();
        this.head = goal.base();
        this.tree = goal.base().sha();
    }

    /** Of a worktree that holds the goal's files; it gets its supplies. */
    static WorktreeLease begin(PooledWorktree worktree, WorktreeGoal goal, Consumer<PooledWorktree> giveBack) {
        var supplies = SupplyChoice.of(worktree.repository(), goal.settings());
        var lease = new WorktreeLease(worktree, goal, supplies, giveBack);
        lease.renewSupplies();
        return lease;
    }

    @Override
    public Path directory() {
        return worktree.directory();
    }

    @Override
    public CommitId base() {
        return base;
    }

    /** Leaves the commit's files, ignored ones by the repository's policy, and HEAD detached at it. */
    @Override
    public void checkOut(CommitId commit) {
        checkOut(commit, goal.cleaning());
    }

    /** Leaves the tree's files, ignored ones by the repository's policy, and HEAD detached at the base. */
    @Override
    public void checkOut(TreeId work) {
        checkOut(work, goal.cleaning());
    }

    public void checkOut(TreeId work, Cleaning cleaning) {
        checkOut(base(), work.sha(), cleaning);
        renewSupplies();
    }

    public void checkOut(CommitId commit, Cleaning cleaning) {
        checkOut(commit, commit.sha(), cleaning);
        renewSupplies();
    }

    private void checkOut(CommitId newHead, String newTree, Cleaning cleaning) {
        try {
            worktree.checkOut(newHead, newTree, cleaning);
        } catch (IOException e) {
            throw new GitFailure("checking out " + newTree + " in " + directory(), String.valueOf(e));
        }
        head = newHead;
        tree = newTree;
    }

    /** Takes away what has come since the last checkout and could become part of a commit; ignored files stay. */
    public void settle() {
        checkOut(head, tree, Cleaning.KEEP_IGNORED);
        supplies = trying(
                "completing what is copied and linked", () -> supplyRound().complete(supplies));
    }

    private void renewSupplies() {
        supplies = trying("copying and linking", () -> {
            try {
                return supplyRound().renew(supplies, worktree.git(worktree.index()));
            } catch (IOException e) {
                FileTree.makeAccessible(directory());
                return supplyRound().renew(supplies, worktree.git(worktree.index()));
            }
        });
    }

    private SupplyRound supplyRound() {
        return new SupplyRound(directory(), worktree.supplyRecord());
    }

    /** What of the user's checkout is linked here, by its own path. */
    public List<Path> shared() {
        return supplies.linked();
    }

    /** For people: what was to be copied or linked and could not be. */
    public List<String> remarks() {
        return supplies.remarks();
    }

    /** Whether the repository's set-up has been run here, for what is checked out now, and what it left is still there. */
    public boolean isSetUp() {
        return trying(
                "looking at the set-up",
                () -> worktree.setupStamp()
                        .isFor(goal.settings(), worktree.repository().git(), tree));
    }

    /** Remembers that the set-up has been run for what is checked out now. */
    public void markSetUp() {
        try {
            worktree.setupStamp().write(goal.settings(), worktree.repository().git(), tree);
        } catch (IOException e) {
            throw new GitFailure("noting the set-up of " + directory(), String.valueOf(e));
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
        return new Snapshotter(worktree, supplies.paths()).take(base());
    }

    /** Keeps the tree as a commit on top of the base, under the attempt's ref, so that it outlives this lease. */
    public CommitId commit(RefName attempt, TreeId work, CommitMessage message) {
        var repository = worktree.repository();
        var commit = repository.objects().commit(work, base(), message);
        repository.refs().point(attempt, commit.sha());
        return commit;
    }

    private interface Act<T> {
        T run() throws IOException;
    }

    private <T> T trying(String what, Act<T> act) {
        try {
            return act.run();
        } catch (IOException e) {
            throw new GitFailure(what + " in " + directory(), String.valueOf(e));
        }
    }

    /** Gives the worktree back; the second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.accept(worktree);
        }
    }
}
