package dev.coppice.landing;

import dev.coppice.queue.Intention;
import dev.coppice.queue.Landings;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets one landing of an execution through at a time, in order of arrival, so that this process's slots never find each other's
 * intents open. Who has to wait for another attempt's turn waits outside: the one that has the turn comes through this door too.
 */
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
            LandingRequest request,
            CommitId tip,
            CommitId landing,
            Function<Intention, Optional<LandingOutcome>> next) {
        var lock = locks.computeIfAbsent(request.lease().execution(), _ -> new ReentrantLock(true));
        while (request.trusted().getAsBoolean()) {
            lock.lock();
            try {
                var answer = landings.intend(request.lease(), tip, landing);
                if (!isToWait(answer)) {
                    return next.apply(answer);
                }
            } finally {
                lock.unlock();
            }
            LockSupport.parkNanos(WAIT_FOR_OTHERS.toNanos());
        }
        return Optional.of(new LandingOutcome.LeaseLost());
    }

    /** Another attempt has the turn, or another process is landing or died while it was: the reaper settles that within seconds. */
    private static boolean isToWait(Intention answer) {
        return switch (answer) {
            case Intention.OtherIntentOpen _, Intention.NotOurTurn _ -> true;
            case Intention.Open _, Intention.TipMoved _, Intention.LeaseLost _, Intention.Stopped _ -> false;
        };
    }
}
