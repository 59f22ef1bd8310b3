package dev.coppice.api.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.event.Position;
import dev.coppice.webhook.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, and how far it has come.
 *
 * @param id its {@code webhook-id}, the same at every try
 * @param eventId its place in the log; null if it is a test
 * @param status whether it is still to be taken, was taken, or was given up
 * @param lastStatus of the last answer; null if there was none
 * @param nextTryAt null if it is not tried any more
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeliveryView(
        String id,
        String type,
        @Nullable String eventId,
        @Nullable String executionId,
        String status,
        int tries,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant lastTryAt,
        @Nullable Instant nextTryAt,
        @Nullable Instant deliveredAt) {

    /**
     * One page, the newest first.
     *
     * @param nextCursor with which to ask for what was before; null if this is the beginning
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DeliveriesView(
            List<DeliveryView> deliveries, @Nullable String nextCursor) {

        /** Of one more than the page holds, if there are so many. */
        static DeliveriesView of(List<Delivery> found, int most) {
            var page = found.stream().limit(most).toList();
            return new DeliveriesView(
                    page.stream().map(DeliveryView::of).toList(),
                    found.size() > most ? Long.toString(page.getLast().id()) : null);
        }
    }

    static DeliveryView of(Delivery delivery) {
        var status = delivery.lastStatus();
        return new DeliveryView(
                delivery.messageId(),
                delivery.type(),
                delivery.event().map(Position::toString).orElse(null),
                delivery.execution().orElse(null),
                delivery.state(),
                delivery.tries(),
                status.isPresent() ? (Integer) status.getAsInt() : null,
                delivery.lastError().orElse(null),
                delivery.createdAt(),
                delivery.triedAt().orElse(null),
                delivery.nextAt().orElse(null),
                delivery.deliveredAt().orElse(null));
    }
}
