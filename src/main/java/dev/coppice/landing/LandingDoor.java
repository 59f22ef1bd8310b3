package dev.coppice.landing;

import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.CommitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Announces landings, and waits where another process is landing, died while it was, or has the turn. This process's own landings of an
 * execution come here one after another, in a queue of their own.
 */
@ApplicationScoped
class LandingDoor {

    private static final Duration WAIT_FOR_OTHERS = Duration.ofMillis(50);

    private final Landings landings;

    LandingDoor(Landings landings) {
        this.landings = landings;
    }

    /** Announces the landing and hands the answer on, unless that is to wait. */
    Optional<LandingOutcome> through(
            LandingRequest request,
            CommitId tip,
            CommitId landing,
            Function<Intention, Optional<LandingOutcome>> next) {
        while (request.trusted().getAsBoolean()) {
            var answer = landings.intend(request.lease(), tip, landing);
            if (!isToWait(answer)) {
                return next.apply(answer);
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
