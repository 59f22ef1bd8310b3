package dev.coppice.landing;

import dev.coppice.queue.Intention;
import dev.coppice.queue.Landings;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Lets one landing of an execution through at a time, in order of arrival, so that this process's slots never wait for each other's intents. */
@ApplicationScoped
class LandingDoor {

    private static final Duration WAIT_FOR_OTHERS = Duration.ofMillis(50);

    private final Landings landings;
    private final Map<ExecutionId, ReentrantLock> locks = new ConcurrentHashMap<>();

    LandingDoor(Landings landings) {
        this.landings = landings;
    }

    /** Announces the landing and hands the answer on, with the door closed behind it until that is done. */
    Optional<LandingOutcome> through(
            Lease lease, CommitId tip, CommitId landing, Function<Intention, Optional<LandingOutcome>> next) {
        var lock = locks.computeIfAbsent(lease.execution(), _ -> new ReentrantLock(true));
        lock.lock();
        try {
            return next.apply(answer(lease, tip, landing));
        } finally {
            lock.unlock();
        }
    }

    /** Another process that is landing, or died while it was, is waited for: the reaper settles that within seconds. */
    private Intention answer(Lease lease, CommitId tip, CommitId landing) {
        while (true) {
            var answer = landings.intend(lease, tip, landing);
            if (!(answer instanceof Intention.OtherIntentOpen || answer instanceof Intention.NotOurTurn)) {
                return answer;
            }
            LockSupport.parkNanos(WAIT_FOR_OTHERS.toNanos());
        }
    }
}
