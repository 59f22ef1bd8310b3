package dev.coppice.worker;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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

    private static final Deque<Object> NOBODY = new ArrayDeque<>(0);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<ExecutionId, Deque<Object>> lines = new HashMap<>();

    /** Lands once all that came before have landed or given up; empty, with nothing done, if that is not wanted any more by then. */
    <T> Optional<T> inTurn(ExecutionId execution, BooleanSupplier wanted, Supplier<T> landing)
            throws InterruptedException {
        var ticket = new Object();
        join(execution, ticket);
        try {
            return isReached(execution, ticket, wanted) ? Optional.of(landing.get()) : Optional.empty();
        } finally {
            leave(execution, ticket);
        }
    }

    /** How many are landing or waiting for it. */
    int length(ExecutionId execution) {
        lock.lock();
        try {
            return line(execution).size();
        } finally {
            lock.unlock();
        }
    }

    private Deque<Object> line(ExecutionId execution) {
        return lines.getOrDefault(execution, NOBODY);
    }

    private void join(ExecutionId execution, Object ticket) {
        lock.lock();
        try {
            lines.computeIfAbsent(execution, _ -> new ArrayDeque<>()).add(ticket);
        } finally {
            lock.unlock();
        }
    }

    private boolean isReached(ExecutionId execution, Object ticket, BooleanSupplier wanted)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted.getAsBoolean()) {
                if (ticket.equals(line(execution).peek())) {
                    return true;
                }
                moved.await(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void leave(ExecutionId execution, Object ticket) {
        lock.lock();
        try {
            lines.computeIfPresent(execution, (_, line) -> line.remove(ticket) && line.isEmpty() ? null : line);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
