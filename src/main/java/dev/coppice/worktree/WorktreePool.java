package dev.coppice.worktree;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fixed number of worktrees in a folder of Coppice's own, made when first needed, then kept, reset and lent again.
 *
 * <p>Those of an earlier process are taken over. One thread cleans what comes back while nobody waits for it.
 */
public final class WorktreePool implements AutoCloseable {

    private final Shelf shelf;
    private final Thread cleaner;
    private final List<PooledWorktree> surplus = new ArrayList<>();
    private volatile Optional<CommitId> nextBase = Optional.empty();

    /** At most {@code size} worktrees of the repository below the folder, which belongs to this pool alone. */
    public WorktreePool(GitRepository repository, Path folder, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a pool needs at least one worktree");
        }
        var home = real(folder);
        var left = new ArrayList<PooledWorktree>();
        var unmade = new ArrayList<PooledWorktree>();
        for (int number = 1; number <= size || new PooledWorktree(repository, home, number).exists(); number++) {
            var worktree = new PooledWorktree(repository, home, number);
            (number > size ? surplus : worktree.exists() ? left : unmade).add(worktree);
        }
        this.shelf = new Shelf(left, unmade);
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

    /** Waits for a free worktree, in order of arrival, and lends it holding exactly the commit's files. */
    public WorktreeLease lease(CommitId base) throws InterruptedException {
        expect(base);
        var worktree = shelf.take();
        try {
            worktree.prepare(base);
        } catch (RuntimeException e) {
            shelf.putDirty(worktree);
            throw e;
        }
        worktree.lent();
        return new WorktreeLease(worktree, base, shelf::putDirty);
    }

    /** Says where the next tasks will most likely start, so that idle worktrees are made ready for it. */
    public void expect(CommitId base) {
        nextBase = Optional.of(base);
    }

    private void clean() {
        try {
            for (var next = shelf.takeDirty(); next.isPresent(); next = shelf.takeDirty()) {
                clean(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void clean(PooledWorktree worktree) {
        try {
            nextBase.ifPresent(worktree::prepare);
        } catch (GitFailure e) {
            // Whoever leases it next meets the same failure, and can tell a person; until then it waits behind the
            // others.
        } finally {
            shelf.putCleaned(worktree);
        }
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
