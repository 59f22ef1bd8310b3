package dev.coppice.worker;

import dev.coppice.git.TreeId;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What this process knows of gates: who is on the way through one now, and what has passed. It spares work and decides nothing; the
 * landing's own fences do that, among services too.
 */
@ApplicationScoped
class Gates {

    private static final int REMEMBERED = 1000;
    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;

    private final Map<ExecutionId, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Set<Passed> passed = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Passed, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    private record Passed(ExecutionId execution, TreeId tree) {}

    /**
     * Waits until nobody else of this process is landing on the execution's result, in order of arrival: of two that merge and check on
     * the same tip, one would do so for nothing. False if the landing is not wanted any more; else {@link #leave} must follow.
     */
    boolean enter(ExecutionId execution, BooleanSupplier wanted) throws InterruptedException {
        var lock = locks.computeIfAbsent(execution, _ -> new ReentrantLock(true));
        while (wanted.getAsBoolean()) {
            if (lock.tryLock(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    void leave(ExecutionId execution) {
        var lock = locks.get(execution);
        if (lock != null) {
            lock.unlock();
        }
    }

    /** Whether the execution's gate has passed on these very files. */
    boolean hasPassed(ExecutionId execution, TreeId tree) {
        return passed.contains(new Passed(execution, tree));
    }

    void remember(ExecutionId execution, TreeId tree) {
        passed.add(new Passed(execution, tree));
    }
}
