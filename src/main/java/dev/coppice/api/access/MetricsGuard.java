package dev.coppice.api.access;

import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import dev.coppice.api.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Lets to the metrics only who may see everything: they are about all repositories. The framework's own route asks nobody. */
@ApplicationScoped
class MetricsGuard {

    static final String PATH = "/q/metrics";
    private static final int BEHIND_THE_DOOR = 950;

    private final boolean isOpen;
    private final Refusals refusals;

    MetricsGuard(AccessConfig config, Refusals refusals) {
        this.isOpen = config.openMetrics();
        this.refusals = refusals;
    }

    static boolean isAskedFor(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEHIND_THE_DOOR);
    }

    private void check(RoutingContext context) {
        var principal = Entrance.principal(context);
        if (!isAskedFor(context.normalizedPath()) || isOpen || maySeeAll(principal)) {
            context.next();
        } else {
            refusals.end(
                    context,
                    Problem.of(
                            403,
                            "insufficient_scope",
                            "metrics need the scope " + Right.READ.word() + " for all repositories"));
        }
    }

    private static boolean maySeeAll(Optional<Principal> principal) {
        return principal
                .filter(known -> known.right().includes(Right.READ))
                .filter(known -> known.repositories().isEmpty())
                .isPresent();
    }
}
