package dev.coppice.api.webhook;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Parameters;
import dev.coppice.api.Problem;
import dev.coppice.webhook.Deliveries;
import dev.coppice.webhook.Format;
import dev.coppice.webhook.Standing;
import dev.coppice.webhook.Subscription;
import dev.coppice.webhook.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What a webhook was told. */
@Path("/api/v1/webhooks/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.ADMIN)
public class DeliveryResource {

    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private final Webhooks webhooks;
    private final Deliveries deliveries;

    DeliveryResource(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** A page, the newest first; {@code cursor} is the last page's {@code next_cursor}. */
    @GET
    @Path("deliveries")
    public DeliveryView.DeliveriesView page(
            String name, @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Parameters.number("limit", limit, USUAL, MOST);
        var from = cursor(cursor);
        return DeliveryView.DeliveriesView.of(deliveries.before(webhook(name).name(), from, most + 1), most);
    }

    /** Under the same id, with all its tries. */
    @POST
    @Path("deliveries/{id}/redeliver")
    @ResponseStatus(202)
    @Audited("redeliver")
    public DeliveryView redeliver(String name, String id) {
        return deliveries
                .redeliver(webhook(name).name(), id)
                .map(DeliveryView::of)
                .orElseThrow(() -> deliveries.find(name, id).isPresent()
                        ? Problem.of(409, "not_possible", "it is being sent at this moment")
                                .asException()
                        : Problem.of(404, "delivery_not_found", "this webhook has no delivery of this id")
                                .asException());
    }

    /** A message of the type {@code webhook.test}, which is sent and tried again like any other. */
    @POST
    @Path("test")
    @ResponseStatus(202)
    @Audited("test_webhook")
    public DeliveryView test(String name) {
        var format = webhook(name).subscription().map(Subscription::format).orElse(Format.STANDARD);
        return deliveries.test(name, format).map(DeliveryView::of).orElseThrow(Answers::noWebhook);
    }

    private Standing webhook(String name) {
        return webhooks.find(name).orElseThrow(Answers::noWebhook);
    }

    private static OptionalLong cursor(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Problem.about("cursor", "cursor must be the next_cursor of an earlier answer")
                    .asException();
        }
    }
}
