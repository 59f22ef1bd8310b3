package dev.coppice.maintenance;

import dev.coppice.idempotency.KnownRequests;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/**
 * Forgets what is older, or more, than is to be kept, a little every few minutes; on every replica, because they cannot get into each
 * other's way. A run that is over sooner prunes nothing, and none waits for this.
 */
@ApplicationScoped
class Pruner {

    private static final int EVENT_BATCHES = 50;
    private static final int EXECUTION_STEPS = 50;
    private static final int LOG_STEPS = 20;
    private static final int REQUESTS = 10_000;
    private static final int DELIVERY_STEPS = 50;

    private final EventPruner events;
    private final LogPruner logs;
    private final ExecutionPruner executions;
    private final KnownRequests requests;
    private final DeliveryPruner deliveries;
    private volatile boolean stopping;

    Pruner(
            EventPruner events,
            LogPruner logs,
            ExecutionPruner executions,
            KnownRequests requests,
            DeliveryPruner deliveries) {
        this.events = events;
        this.logs = logs;
        this.executions = executions;
        this.requests = requests;
        this.deliveries = deliveries;
    }

    @Scheduled(every = "5m", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        alone("events", () -> {
            long pruned = events.prune(new PruningRound(EVENT_BATCHES, this::isStopping));
            if (pruned > 0) {
                Log.infof("deleted %d events of executions that have ended", pruned);
            }
        });
        alone("executions", () -> executions.prune(new PruningRound(EXECUTION_STEPS, this::isStopping)));
        alone("requests with an Idempotency-Key", () -> requests.forget(REQUESTS));
        alone("messages of webhooks", () -> deliveries.prune(new PruningRound(DELIVERY_STEPS, this::isStopping)));
        alone("logs", () -> {
            int pruned = logs.prune(new PruningRound(LOG_STEPS, this::isStopping));
            if (pruned > 0) {
                Log.infof("deleted %d files of attempts' logs", pruned);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private boolean isStopping() {
        return stopping;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What goes wrong with one kind must not keep the others from being pruned; the next round tries again. */
    private static void alone(String what, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            Log.warnf("could not prune %s, trying again in minutes: %s", what, e.getMessage());
        }
    }
}
