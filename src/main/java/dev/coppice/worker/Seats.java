package dev.coppice.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The places for agents at work, as many as there are slots. An attempt has one from its claim until its agent is done; it is checked and
 * landed without one, so that another agent works meanwhile, and takes one again for a repair round, before any new task gets it.
 */
@ApplicationScoped
class Seats {

    /** How soon one who waits finds out that it need not any more. */
    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final Set<UUID> seated = new HashSet<>();
    private int seats;
    private int waiting;
    private Runnable whenFree = () -> {};

    /** From now on there are so many; whoever sits stays. The action is told of each seat that nobody waits for; it must not block. */
    void provide(int number, Runnable action) {
        lock.lock();
        try {
            seats = number;
            whenFree = action;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many new tasks may sit down now. */
    int free() {
        lock.lock();
        try {
            return Math.max(0, seats - seated.size() - waiting);
        } finally {
            lock.unlock();
        }
    }

    /** How many attempts wait for one. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Without waiting, for an attempt whose task was claimed for a free seat. */
    void take(ActiveAttempt attempt) {
        lock.lock();
        try {
            seated.add(attempt.lease().token());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a seat; false, with none taken, if it is not wanted any more by then. Whoever sits already stays seated. */
    boolean await(ActiveAttempt attempt, BooleanSupplier wanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting++;
            while (wanted.getAsBoolean()) {
                if (seated.contains(attempt.lease().token()) || seated.size() < seats) {
                    seated.add(attempt.lease().token());
                    return true;
                }
                boolean _ = left.await(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Does nothing if the attempt has none. */
    void leave(ActiveAttempt attempt) {
        if (isLeft(attempt)) {
            whenFree.run();
        }
    }

    private boolean isLeft(ActiveAttempt attempt) {
        lock.lock();
        try {
            left.signal();
            return seated.remove(attempt.lease().token()) && waiting == 0;
        } finally {
            lock.unlock();
        }
    }
}
