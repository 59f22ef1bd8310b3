package dev.coppice.worktree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where worktrees lie while nobody has them. Who comes first is served first, and a worktree that comes back goes straight into the
 * hands of the one who has waited longest; only if nobody waits is it left to be cleaned.
 */
final class Shelf {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition dirtyArrived = lock.newCondition();
    private final Deque<PooledWorktree> ready = new ArrayDeque<>();
    private final Deque<PooledWorktree> dirty;
    private final Deque<PooledWorktree> unmade;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int beingCleaned;
    private boolean closed;

    /**
     * @param dirty on disk already, in an unknown state
     * @param unmade not on disk; made only when nothing else is left
     */
    Shelf(List<PooledWorktree> dirty, List<PooledWorktree> unmade) {
        this.dirty = new ArrayDeque<>(dirty);
        this.unmade = new ArrayDeque<>(unmade);
    }

    PooledWorktree take() throws InterruptedException {
        var turn = new Turn();
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the worktree pool is closed");
            }
            var idle = idle();
            if (idle.isPresent()) {
                return idle.get();
            }
            waiting.add(turn);
        } finally {
            lock.unlock();
        }
        return await(turn);
    }

    private Optional<PooledWorktree> idle() {
        return Optional.ofNullable(ready.poll())
                .or(() -> Optional.ofNullable(dirty.poll()))
                .or(() -> cleanedOnesSuffice() ? Optional.empty() : Optional.ofNullable(unmade.poll()));
    }

    /** Waiting for a worktree to be cleaned takes less time than making one. */
    private boolean cleanedOnesSuffice() {
        return beingCleaned > waiting.size();
    }

    private PooledWorktree await(Turn turn) throws InterruptedException {
        try {
            return turn.handed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the worktree pool was closed", e);
        } catch (InterruptedException e) {
            forgo(turn);
            throw e;
        }
    }

    /** The worktree may have been handed over in the same moment; then it goes on to the next. */
    private void forgo(Turn turn) {
        lock.lock();
        try {
            if (!waiting.remove(turn) && turn.handed.state() == CompletableFuture.State.SUCCESS) {
                putLocked(turn.handed.resultNow(), dirty);
            }
        } finally {
            lock.unlock();
        }
    }

    void putDirty(PooledWorktree worktree) {
        lock.lock();
        try {
            putLocked(worktree, dirty);
        } finally {
            lock.unlock();
        }
    }

    /** The end of what {@link #takeDirty} began. */
    void putCleaned(PooledWorktree worktree) {
        lock.lock();
        try {
            beingCleaned--;
            putLocked(worktree, ready);
        } finally {
            lock.unlock();
        }
    }

    private void putLocked(PooledWorktree worktree, Deque<PooledWorktree> place) {
        var first = waiting.poll();
        if (first != null) {
            first.handed.complete(worktree);
            return;
        }
        place.add(worktree);
        dirtyArrived.signal();
    }

    /** Waits for a worktree to clean; empty once the shelf is closed. */
    Optional<PooledWorktree> takeDirty() throws InterruptedException {
        lock.lock();
        try {
            while (dirty.isEmpty() && !closed) {
                dirtyArrived.await();
            }
            if (closed) {
                return Optional.empty();
            }
            beingCleaned++;
            return Optional.of(dirty.remove());
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets a worktree any more; those who wait are told. Returns the worktrees that lie here. */
    List<PooledWorktree> close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(turn -> turn.handed.completeExceptionally(new IllegalStateException("closed")));
            waiting.clear();
            dirtyArrived.signalAll();
            var idle = new ArrayList<>(ready);
            idle.addAll(dirty);
            return idle;
        } finally {
            lock.unlock();
        }
    }

    /** One who waits; known by identity. */
    private static final class Turn {

        private final CompletableFuture<PooledWorktree> handed = new CompletableFuture<>();
    }
}
