package dev.coppice.maintenance;

import dev.coppice.webhook.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what webhooks were told long ago, whatever came of it. */
@ApplicationScoped
class DeliveryPruner {

    private static final int BATCH = 1000;

    private final Deliveries deliveries;
    private final RetentionConfig config;

    DeliveryPruner(Deliveries deliveries, RetentionConfig config) {
        this.deliveries = deliveries;
        this.config = config;
    }

    /** Two pruners at once share the work: one passes by what the other has locked. */
    void prune(PruningRound round) {
        int pruned = BATCH;
        while (pruned == BATCH && round.goesOn()) {
            pruned = deliveries.forget(config.keepDeliveries(), BATCH);
        }
    }
}
