package dev.coppice.worktree;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.project.WorktreeSettings;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fixed number of worktrees in a folder of Coppice's own, made when first needed, then kept, reset and lent again.
 *
 * <p>Those of an earlier process are taken over. One thread makes ready, while nobody waits for it, what comes back and what is to spare.
 */
public final class WorktreePool implements AutoCloseable {

    private final Shelf shelf;
    private final Thread cleaner;
    private final List<PooledWorktree> surplus = new ArrayList<>();
    private volatile Optional<WorktreeGoal> next = Optional.empty();

    /** At most {@code size} worktrees of the repository below the folder, which belongs to this pool alone; none to spare. */
    public WorktreePool(GitRepository repository, Path folder, int size) {
        this(repository, folder, PoolSize.of(size));
    }

    public WorktreePool(GitRepository repository, Path folder, PoolSize size) {
        var home = real(folder);
        var left = new ArrayList<PooledWorktree>();
        var unmade = new ArrayList<PooledWorktree>();
        for (int number = 1; number <= size.most() || new WorktreePlace(home, number).isTaken(); number++) {
            var place = new WorktreePlace(home, number);
            var worktree = new PooledWorktree(repository, place);
            (number > size.most() ? surplus : place.isTaken() ? left : unmade).add(worktree);
        }
        this.shelf = new Shelf(left, unmade, size);
        this.cleaner = Thread.ofVirtual().name("worktree-cleaner").start(this::clean);
    }

    /** Git writes real paths into its entries, so the folder is known by its real path too. */
    private static Path real(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new GitFailure("making the folder of worktrees " + folder, String.valueOf(e));
        }
    }

    /** The same for a repository that asks for nothing. */
    public WorktreeLease lease(CommitId base) throws InterruptedException {
        return lease(base, WorktreeSettings.usual());
    }

    /** Waits for a free worktree, in order of arrival, and lends it holding the commit's files as the repository wants them. */
    public WorktreeLease lease(CommitId base, WorktreeSettings settings) throws InterruptedException {
        var goal = new WorktreeGoal(base, settings);
        expect(goal);
        var worktree = shelf.take(goal);
        try {
            worktree.prepare(goal);
            worktree.lent();
            return WorktreeLease.begin(worktree, goal, shelf::putDirty);
        } catch (RuntimeException e) {
            shelf.putDirty(worktree);
            throw e;
        }
    }

    public PoolFigures figures() {
        return shelf.figures();
    }

    /** Says where the next tasks will most likely start, so that idle worktrees are made ready for it. */
    public void expect(CommitId base) {
        expect(base, WorktreeSettings.usual());
    }

    public void expect(CommitId base, WorktreeSettings settings) {
        expect(new WorktreeGoal(base, settings));
        shelf.lookAgain();
    }

    private void expect(WorktreeGoal goal) {
        next = Optional.of(goal);
    }

    private void clean() {
        try {
            for (var taken = takeUnready(); taken.isPresent(); taken = takeUnready()) {
                clean(taken.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<PooledWorktree> takeUnready() throws InterruptedException {
        return shelf.takeUnready(() -> next);
    }

    private void clean(PooledWorktree worktree) {
        try {
            next.ifPresent(worktree::prepare);
        } catch (GitFailure e) {
            // Whoever leases it next meets the same failure, and can tell a person; until then it waits behind the
            // others.
        } finally {
            shelf.putCleaned(worktree);
        }
    }

    /** Makes nothing ready until the next worktree is leased; waits for what is under way, but no longer than the time. */
    public void rest(Duration time) throws InterruptedException {
        shelf.rest(time);
    }

    /** Ends lending. The worktrees stay for the next process; those still lent are not touched. */
    @Override
    public void close() {
        shelf.close();
        boolean interrupted = false;
        while (cleaner.isAlive()) {
            try {
                cleaner.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends lending and takes every worktree that nobody has out of the repository and off the disk. */
    public void remove() {
        close();
        var unused = new ArrayList<>(shelf.close());
        unused.addAll(surplus);
        for (var worktree : unused) {
            try {
                worktree.remove();
            } catch (IOException e) {
                throw new GitFailure("removing the worktree " + worktree.directory(), String.valueOf(e));
            }
        }
    }
}
