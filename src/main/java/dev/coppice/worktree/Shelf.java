package dev.coppice.worktree;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where worktrees lie while nobody has them. Who comes first is served first, and a worktree that comes back goes straight into the
 * hands of the one who has waited longest; only if nobody waits is it left to be cleaned.
 */
final class Shelf {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PooledWorktree> ready = new ArrayDeque<>();
    private final Deque<PooledWorktree> dirty;
    private final Deque<PooledWorktree> unmade;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final PoolSize size;
    private final int all;
    private int beingCleaned;
    private int mostLent;
    private boolean hasComeBack;
    private boolean resting;
    private boolean closed;

    /**
     * @param dirty on disk already, in an unknown state
     * @param unmade not on disk; made only when nothing else is left, or to spare
     */
    Shelf(List<PooledWorktree> dirty, List<PooledWorktree> unmade, PoolSize size) {
        this.dirty = new ArrayDeque<>(dirty);
        this.unmade = new ArrayDeque<>(unmade);
        this.size = size;
        this.all = dirty.size() + unmade.size();
    }

    /** One that holds the goal's files already if there is one. */
    PooledWorktree take(WorktreeGoal goal) throws InterruptedException {
        var turn = new Turn();
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the worktree pool is closed");
            }
            resting = false;
            var idle = idle(goal);
            if (idle.isPresent()) {
                noteLent();
                return idle.get();
            }
            waiting.add(turn);
        } finally {
            lock.unlock();
        }
        return await(turn);
    }

    private Optional<PooledWorktree> idle(WorktreeGoal goal) {
        return takeReady(worktree -> worktree.isReadyFor(goal))
                .or(() -> Optional.ofNullable(ready.poll()))
                .or(() -> Optional.ofNullable(dirty.poll()))
                .or(() -> cleanedOnesSuffice() ? Optional.empty() : Optional.ofNullable(unmade.poll()));
    }

    private Optional<PooledWorktree> takeReady(Predicate<PooledWorktree> wanted) {
        var found = ready.stream().filter(wanted).findFirst();
        found.ifPresent(ready::remove);
        return found;
    }

    /** Waiting for a worktree to be cleaned takes less time than making one. */
    private boolean cleanedOnesSuffice() {
        return beingCleaned > waiting.size();
    }

    /** What is neither here nor being cleaned is lent. */
    private void noteLent() {
        mostLent = Math.max(mostLent, lent());
        changed.signal();
    }

    private int lent() {
        return all - unmade.size() - onDisk();
    }

    private int onDisk() {
        return ready.size() + dirty.size() + beingCleaned;
    }

    PoolFigures figures() {
        lock.lock();
        try {
            return new PoolFigures(lent(), onDisk(), waiting.size());
        } finally {
            lock.unlock();
        }
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
            hasComeBack = true;
            putLocked(worktree, dirty);
        } finally {
            lock.unlock();
        }
    }

    /** The end of what {@link #takeUnready} began. */
    void putCleaned(PooledWorktree worktree) {
        lock.lock();
        try {
            beingCleaned--;
            putLocked(worktree, ready);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void putLocked(PooledWorktree worktree, Deque<PooledWorktree> place) {
        var first = waiting.poll();
        if (first != null) {
            first.handed.complete(worktree);
            noteLent();
            return;
        }
        place.add(worktree);
        changed.signal();
    }

    /** Something else is expected now. */
    void lookAgain() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a worktree that should be made ready for what is expected: one that has come back, else an idle one that is not, else one
     * more, to spare. Empty once the shelf is closed.
     */
    Optional<PooledWorktree> takeUnready(Supplier<Optional<WorktreeGoal>> expected) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                var found = resting ? Optional.<PooledWorktree>empty() : unready(expected.get());
                if (found.isPresent()) {
                    beingCleaned++;
                    return found;
                }
                changed.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Until the next is taken none is made ready; waits for the one that is, but no longer than the time. */
    void rest(Duration time) throws InterruptedException {
        lock.lock();
        try {
            resting = true;
            long left = time.toNanos();
            while (beingCleaned > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<PooledWorktree> unready(Optional<WorktreeGoal> goal) {
        return Optional.ofNullable(dirty.poll()).or(() -> goal.flatMap(this::behind));
    }

    /** Only as many as are to spare are kept up with what is expected: with each landing it is something else. */
    private Optional<PooledWorktree> behind(WorktreeGoal goal) {
        long upToDate =
                ready.stream().filter(worktree -> worktree.isReadyFor(goal)).count();
        if (upToDate >= size.spare()) {
            return Optional.empty();
        }
        return takeReady(worktree -> worktree.isWorthPreparing(goal)).or(this::oneMore);
    }

    /** Not before the pool has been used, and not more than were needed at once and those to spare: each takes room on the disk. */
    private Optional<PooledWorktree> oneMore() {
        boolean isWanted = hasComeBack
                && ready.size() + beingCleaned < size.spare()
                && all - unmade.size() < mostLent + size.spare()
                && size.hasRoom().getAsBoolean();
        return isWanted ? Optional.ofNullable(unmade.poll()) : Optional.empty();
    }

    /** Nobody gets a worktree any more; those who wait are told. Returns the worktrees that lie here. */
    List<PooledWorktree> close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(turn -> turn.handed.completeExceptionally(new IllegalStateException("closed")));
            waiting.clear();
            changed.signalAll();
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
