package dev.coppice.worker;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets the landings of an execution through one at a time, in order of arrival: of two that merge and check on the same tip, one would do so
 * for nothing. It knows of this process only and spares work; that nothing lands twice or beside another is for the landing's own fences.
 */
@ApplicationScoped
class MergeQueue {

    /** How soon one who waits finds out that it need not any more. */
    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;

    private static final Deque<Candidate> NOBODY = new ArrayDeque<>(0);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<ExecutionId, Deque<Candidate>> lines = new HashMap<>();

    /** Lands once all that came before have landed or given up; empty, with nothing done, if that is not wanted any more by then. */
    <T> Optional<T> inTurn(Candidate candidate, BooleanSupplier wanted, Supplier<T> landing)
            throws InterruptedException {
        join(candidate);
        try {
            return isReached(candidate, wanted) ? Optional.of(landing.get()) : Optional.empty();
        } finally {
            leave(candidate);
        }
    }

    /** How many are landing or waiting for it. */
    int length(ExecutionId execution) {
        return all(execution).size();
    }

    /** The same over all executions. */
    int length() {
        lock.lock();
        try {
            return lines.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Those behind the one that is landing, in order. */
    List<Candidate> waiting(ExecutionId execution) {
        return all(execution).stream().skip(1).toList();
    }

    private List<Candidate> all(ExecutionId execution) {
        lock.lock();
        try {
            return List.copyOf(line(execution));
        } finally {
            lock.unlock();
        }
    }

    private Deque<Candidate> line(ExecutionId execution) {
        return lines.getOrDefault(execution, NOBODY);
    }

    private void join(Candidate candidate) {
        lock.lock();
        try {
            lines.computeIfAbsent(candidate.execution(), _ -> new ArrayDeque<>())
                    .add(candidate);
        } finally {
            lock.unlock();
        }
    }

    private boolean isReached(Candidate candidate, BooleanSupplier wanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted.getAsBoolean()) {
                if (candidate.equals(line(candidate.execution()).peek())) {
                    return true;
                }
                moved.await(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Candidate candidate) {
        lock.lock();
        try {
            lines.computeIfPresent(
                    candidate.execution(), (_, line) -> line.remove(candidate) && line.isEmpty() ? null : line);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
