package dev.coppice.api.webhook;

import dev.coppice.access.Audited;
import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.access.ShowsSecret;
import dev.coppice.api.JsonFields;
import dev.coppice.api.Problem;
import dev.coppice.webhook.Format;
import dev.coppice.webhook.NewWebhook;
import dev.coppice.webhook.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Whom to tell what happens. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.ADMIN)
public class WebhookResource {

    private static final String PRIVATE = "allow_private";
    private static final Set<String> FIELDS = Set.of("name", "url", "events", "repositories", "format", PRIVATE);

    private final Webhooks webhooks;
    private final Caller caller;

    WebhookResource(Webhooks webhooks, Caller caller) {
        this.webhooks = webhooks;
        this.caller = caller;
    }

    /** By name. */
    @GET
    public WebhookView.WebhooksView all() {
        return new WebhookView.WebhooksView(
                webhooks.all().stream().map(WebhookView::of).toList());
    }

    @GET
    @Path("{name}")
    public WebhookView one(String name) {
        return webhooks.find(name).map(WebhookView::of).orElseThrow(Answers::noWebhook);
    }

    /** The answer is the only place where its secret is ever seen. */
    @POST
    @ResponseStatus(201)
    @Audited("create_webhook")
    @ShowsSecret
    public IssuedWebhookView create(String body) {
        var wish = wish(JsonFields.of(body, FIELDS));
        if (wish.mayBePrivate() && !caller.principal().isOperator()) {
            throw Problem.of(403, "operator_only", "only the operator can let a webhook lead into private networks")
                    .in(PRIVATE)
                    .asException();
        }
        return IssuedWebhookView.of(
                Answers.done(webhooks.create(wish, caller.principal().name())));
    }

    /** Makes a new secret; for 24 hours the last one signs as well. */
    @POST
    @Path("{name}/rotate")
    @Audited("rotate_webhook")
    @ShowsSecret
    public IssuedWebhookView rotate(String name) {
        return IssuedWebhookView.of(Answers.done(webhooks.rotate(name)));
    }

    /** Lets one be told again what happens that was disabled. */
    @POST
    @Path("{name}/enable")
    @Audited("enable_webhook")
    public WebhookView enable(String name) {
        return WebhookView.of(Answers.done(webhooks.enable(name)).webhook());
    }

    /** Nothing is sent to it any more. */
    @DELETE
    @Path("{name}")
    @Audited("delete_webhook")
    public WebhookView delete(String name) {
        return WebhookView.of(Answers.done(webhooks.delete(name)).webhook());
    }

    private static NewWebhook wish(JsonFields fields) {
        var word = fields.text("format").orElse(Format.STANDARD.word());
        var format = Format.of(word)
                .orElseThrow(() -> Problem.about("format", "format is one of: " + String.join(", ", Format.words()))
                        .asException());
        var wish = new NewWebhook(
                needed(fields, "name"),
                needed(fields, "url"),
                fields.texts("events"),
                fields.texts("repositories"),
                format,
                fields.flag(PRIVATE).orElse(false));
        wish.objection().ifPresent(objection -> {
            throw Problem.about(objection.field(), objection.reason()).asException();
        });
        return wish;
    }

    private static String needed(JsonFields fields, String name) {
        return fields.text(name)
                .orElseThrow(
                        () -> Problem.about(name, "a webhook needs a " + name).asException());
    }
}
