package dev.coppice.api.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.webhook.Standing;
import dev.coppice.webhook.Subscription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, without its secret and without what follows the host in its address, which may be one.
 *
 * @param status whether it is told what happens, or not any more, or cannot be told by this service
 * @param events types, or kinds such as {@code execution.*}; null if this service does not know it
 * @param repositories null: all
 * @param configured whether it is in a configuration and not made over the API
 * @param createdBy null if it is configured
 * @param disabledReason {@code gone} if its receiver said so
 * @param problem why this service cannot send to it
 * @param pending messages that are still to be taken
 * @param failed messages that were given up
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WebhookView(
        String name,
        @Nullable String url,
        String status,
        @Nullable String format,
        @Nullable List<String> events,
        @Nullable List<String> repositories,
        boolean allowPrivate,
        boolean configured,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        @Nullable String problem,
        long pending,
        long failed,
        @Nullable Instant lastDeliveredAt) {

    /** All of them, by name. */
    public record WebhooksView(List<WebhookView> webhooks) {}

    static WebhookView of(Standing standing) {
        return new WebhookView(
                standing.name(),
                standing.origin().orElse(null),
                status(standing),
                standing.subscription()
                        .map(subscription -> subscription.format().word())
                        .orElse(null),
                standing.subscription().map(Subscription::events).orElse(null),
                standing.subscription().flatMap(Subscription::repositories).orElse(null),
                standing.mayBePrivate(),
                standing.isConfigured(),
                standing.createdBy().orElse(null),
                standing.createdAt(),
                standing.disabledAt().orElse(null),
                standing.disabledReason().orElse(null),
                standing.problem().orElse(null),
                standing.pending(),
                standing.failed(),
                standing.lastDeliveredAt().orElse(null));
    }

    private static String status(Standing standing) {
        if (standing.disabledAt().isPresent()) {
            return "disabled";
        }
        return standing.problem().isPresent() ? "unusable" : "active";
    }
}
