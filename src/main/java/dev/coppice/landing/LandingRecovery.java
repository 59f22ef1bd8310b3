package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Standing;
import dev.coppice.queue.Finding;
import dev.coppice.queue.Landings;
import dev.coppice.queue.OpenIntent;
import dev.coppice.queue.Settlement;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides what a landing came to that was begun and not completed: it is finished, made impossible, or shown to a person. */
@ApplicationScoped
public class LandingRecovery {

    private final Landings landings;

    LandingRecovery(Landings landings) {
        this.landings = landings;
    }

    /** Settles an intent whose owner is known to be dead or is the caller itself. */
    public Settlement settle(Integrator git, OpenIntent intent) {
        return landings.settle(intent, open -> look(git, open));
    }

    /** Settles the intent that this attempt has open, if it has one. */
    public Settlement settleOwn(Integrator git, Lease lease) {
        return landings.abandonedIntents(lease).stream()
                .filter(OpenIntent::ours)
                .findFirst()
                .map(intent -> settle(git, intent))
                .orElseGet(Settlement.NotOurs::new);
    }

    private static Finding look(Integrator git, OpenIntent intent) {
        var lease = intent.lease();
        var refs = new ExecutionRefs(lease.execution());
        git.removeStaleLocks(refs);
        return switch (git.inspect(refs, intent.number(), lease.token(), intent.oldTip(), intent.newTip())) {
            case Standing.Happened _ -> new Finding.Happened();
            case Standing.NotHappened _ -> new Finding.Never();
            case Standing.Surprise(var detail) -> new Finding.Surprise(detail);
        };
    }
}
