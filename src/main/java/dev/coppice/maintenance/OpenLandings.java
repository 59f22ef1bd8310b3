package dev.coppice.maintenance;

import static java.util.stream.Collectors.toSet;

import dev.coppice.landing.LandingRecovery;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.landing.OpenIntent;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.landing.Settlement;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The landings that were announced by somebody whose lease has expired since, and never closed. */
@ApplicationScoped
class OpenLandings {

    private final Landings landings;
    private final LandingRecovery recovery;
    private final ResultBranches results;

    /** What was last said of each, by the intent's id: that somebody else holds a lock, or a person has to look, is news once. */
    private final Map<Long, String> said = new HashMap<>();

    OpenLandings(Landings landings, LandingRecovery recovery, ResultBranches results) {
        this.landings = landings;
        this.recovery = recovery;
        this.results = results;
    }

    /** Closes what can be closed now; the rest is looked at again at the next call. */
    synchronized void settle(Owner self) {
        var open = landings.abandonedIntents(self.home());
        open.forEach(intent -> settle(intent, self));
        forgetAllBut(open);
    }

    /** One repository that is gone must not keep the others from being put right. */
    private void settle(OpenIntent intent, Owner self) {
        var execution = intent.lease().execution();
        try {
            var settlement = recovery.settle(results.integrator(execution), intent, self);
            tell(intent, settlement);
            if (settlement instanceof Settlement.Landed) {
                results.follow(execution);
            }
        } catch (RuntimeException e) {
            Log.warnf("could not settle %s, trying again in seconds: %s", intent, e.getMessage());
        }
    }

    private void tell(OpenIntent intent, Settlement settlement) {
        String news = String.valueOf(settlement);
        if (!news.equals(said.put(intent.id(), news))) {
            Log.infof(
                    "the half-made landing of task %s of %s: %s",
                    intent.number(), intent.lease().execution(), news);
        }
    }

    private void forgetAllBut(List<OpenIntent> open) {
        said.keySet().retainAll(open.stream().map(OpenIntent::id).collect(toSet()));
    }
}
