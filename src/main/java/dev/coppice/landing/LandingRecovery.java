package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Standing;
import dev.coppice.queue.landing.Finding;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.landing.OpenIntent;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.landing.Settlement;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides what a landing came to that was begun and not completed: it is finished, made impossible, or shown to a person. */
@ApplicationScoped
public class LandingRecovery {

    private final Landings landings;

    LandingRecovery(Landings landings) {
        this.landings = landings;
    }

    /**
     * Settles an intent that was left open. Its owner may live: then what it has locked stays locked and is waited for, and what it has not
     * locked is judged, because the fence keeps it from landing afterwards.
     *
     * @param self the process that calls, which proves by its data folder's lock that its predecessors are dead
     */
    public Settlement settle(Integrator git, OpenIntent intent, Owner self) {
        return settle(git, intent, intent.isOwnerProvedDead(self));
    }

    /** Settles the intent that this attempt has open, if it has one; its own git has ended, or the attempt would still wait for it. */
    public Settlement settleOwn(Integrator git, Lease lease) {
        return landings.abandonedIntents(lease).stream()
                .filter(OpenIntent::ours)
                .findFirst()
                .map(intent -> settle(git, intent, true))
                .orElseGet(Settlement.NotOurs::new);
    }

    private Settlement settle(Integrator git, OpenIntent intent, boolean ownerIsDead) {
        return landings.settle(intent, open -> look(git, open, ownerIsDead));
    }

    private static Finding look(Integrator git, OpenIntent intent, boolean ownerIsDead) {
        var lease = intent.lease();
        var refs = new ExecutionRefs(lease.execution());
        if (ownerIsDead) {
            git.removeLocksOfDeadMove(refs, intent.number(), lease.token(), intent.oldTip(), intent.newTip());
        }
        return switch (git.inspect(refs, intent.number(), lease.token(), intent.oldTip(), intent.newTip())) {
            case Standing.Happened _ -> new Finding.Happened();
            case Standing.NotHappened _ -> new Finding.Never();
            case Standing.Unclear(var detail) -> new Finding.Unclear(detail);
            case Standing.Surprise(var detail) -> new Finding.Surprise(detail);
        };
    }
}
